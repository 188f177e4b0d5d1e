#!/usr/bin/env python3
"""Dolen beside engines from PyPI on one graph: the same questions, the same answers, processor time.

    python3 -m venv peers && peers/bin/pip install ladybug==0.22.0 duckdb==2.0.0
    peers/bin/python compare.py --dolen ../../.build/release/dolen --studies 20000

Each engine runs in a process of its own, with one thread; the time is that of the whole process,
taken before and after a query, the median of several runs. An answer that differs from the others'
is marked. SQLite is the one that comes with Python.
"""
import argparse
import csv
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile

# name, Cypher, Cypher for Ladybug where it differs, SQL
QUESTIONS = [
    ("point",
     "MATCH (s:Study {id: $id}) RETURN s.year AS n", None,
     "SELECT year FROM study WHERE id = $id"),
    ("one hop",
     "MATCH (s:Study {id: $id})-[:CITES]->(t:Study) RETURN count(*) AS n", None,
     "SELECT count(*) FROM cites WHERE src = $id"),
    ("two hops, all",
     "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study) RETURN count(*) AS n", None,
     "SELECT count(*) FROM cites x JOIN cites y ON y.src = x.dst"),
    ("two hops, both ends filtered",
     "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study) "
     "WHERE a.year >= 2010 AND c.year < 2000 RETURN count(*) AS n", None,
     "SELECT count(*) FROM cites x JOIN cites y ON y.src = x.dst JOIN study a ON a.id = x.src "
     "JOIN study c ON c.id = y.dst WHERE a.year >= 2010 AND c.year < 2000"),
    ("two hops by a text of the start",
     "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study) "
     "RETURN a.design AS d, count(*) AS n", None,
     "SELECT a.design, count(*) FROM cites x JOIN cites y ON y.src = x.dst "
     "JOIN study a ON a.id = x.src GROUP BY a.design"),
    ("two hops by a text of the end",
     "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study) "
     "RETURN c.design AS d, count(*) AS n", None,
     "SELECT c.design, count(*) FROM cites x JOIN cites y ON y.src = x.dst "
     "JOIN study c ON c.id = y.dst GROUP BY c.design"),
    ("optional",
     "MATCH (s:Study) OPTIONAL MATCH (s)-[:CITES]->(t:Study) "
     "OPTIONAL MATCH (s)-[:SUPPORTS]->(f:Factor) RETURN count(*) AS n", None,
     "SELECT count(*) FROM study s LEFT JOIN cites c ON c.src = s.id "
     "LEFT JOIN supports p ON p.src = s.id"),
    ("triangles",
     "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study), (a)-[:CITES]->(c) "
     "RETURN count(*) AS n", None,
     "SELECT count(*) FROM cites x JOIN cites y ON y.src = x.dst "
     "JOIN cites z ON z.src = x.src AND z.dst = y.dst"),
    ("supported by neither",
     "MATCH (a:Study)-[:CITES]->(b:Study) WHERE NOT EXISTS { MATCH (a)-[:SUPPORTS]->(f:Factor)"
     "<-[:SUPPORTS]-(b) } RETURN count(*) AS n", None,
     "SELECT count(*) FROM cites c WHERE NOT EXISTS (SELECT 1 FROM supports p JOIN supports q "
     "ON q.dst = p.dst WHERE p.src = c.src AND q.src = c.dst)"),
    ("grouped by two texts",
     "MATCH (s:Study)-[r:SUPPORTS]->(f:Factor) "
     "RETURN s.design AS d, f.name AS f, sum(r.strength) AS n", None,
     "SELECT s.design, f.name, CAST(sum(p.strength) AS BIGINT) FROM supports p "
     "JOIN study s ON s.id = p.src JOIN factor f ON f.id = p.dst GROUP BY s.design, f.name"),
    ("most cited",
     "MATCH (s:Study)<-[:CITES]-(c:Study) RETURN s.id AS id, count(*) AS n "
     "ORDER BY n DESC, id LIMIT 10", None,
     "SELECT dst, count(*) AS n FROM cites GROUP BY dst ORDER BY n DESC, dst LIMIT 10"),
    ("cited together",
     "MATCH (a:Study {id: 0})<-[:CITES]-(c:Study)-[:CITES]->(b:Study) WHERE b.id <> 0 "
     "RETURN b.id AS id, count(c) AS n ORDER BY n DESC, id LIMIT 10", None,
     "SELECT y.dst, count(*) AS n FROM cites x JOIN cites y ON y.src = x.src "
     "WHERE x.dst = 0 AND y.dst <> 0 GROUP BY y.dst ORDER BY n DESC, y.dst LIMIT 10"),
    ("three hops, all",
     "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study)-[:CITES]->(d:Study) "
     "RETURN count(*) AS n", None,
     "SELECT count(*) FROM cites x JOIN cites y ON y.src = x.dst JOIN cites z ON z.src = y.dst"),
    ("triangles by the one that is cited twice",
     "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study), (a)-[:CITES]->(c) "
     "RETURN c.year AS y, count(*) AS n", None,
     "SELECT c.year, count(*) FROM cites x JOIN cites y ON y.src = x.dst "
     "JOIN cites z ON z.src = x.src AND z.dst = y.dst JOIN study c ON c.id = y.dst "
     "GROUP BY c.year"),
    ("cites and supports the same",
     "MATCH (a:Study)-[:CITES]->(b:Study), (a)-[:SUPPORTS]->(f:Factor)<-[:SUPPORTS]-(b) "
     "RETURN f.name AS f, count(*) AS n", None,
     "SELECT f.name, count(*) FROM cites c JOIN supports p ON p.src = c.src "
     "JOIN supports q ON q.src = c.dst AND q.dst = p.dst JOIN factor f ON f.id = p.dst "
     "GROUP BY f.name"),
    ("cites its own design",
     "MATCH (a:Study)-[:CITES]->(b:Study) WHERE a.design = b.design "
     "RETURN a.design AS d, count(*) AS n", None,
     "SELECT a.design, count(*) FROM cites c JOIN study a ON a.id = c.src "
     "JOIN study b ON b.id = c.dst WHERE a.design = b.design GROUP BY a.design"),
    ("latest cited",
     "MATCH (a:Study)-[:CITES]->(b:Study) RETURN a.id AS id, max(b.year) AS y "
     "ORDER BY y DESC, id LIMIT 5", None,
     "SELECT c.src, max(b.year) AS y FROM cites c JOIN study b ON b.id = c.dst GROUP BY c.src "
     "ORDER BY y DESC, c.src LIMIT 5"),
    ("weakest and strongest",
     "MATCH (s:Study)-[r:SUPPORTS]->(f:Factor) "
     "RETURN s.design AS d, min(r.strength) AS l, max(r.strength) AS g", None,
     "SELECT s.design, min(p.strength), max(p.strength) FROM supports p "
     "JOIN study s ON s.id = p.src GROUP BY s.design"),
    ("reached in four",
     "MATCH (s:Study {id: $id})-[:CITES*1..4]->(t:Study) RETURN count(DISTINCT t) AS n", None,
     "WITH RECURSIVE r(id, d) AS (SELECT dst, 1 FROM cites WHERE src = $id UNION "
     "SELECT c.dst, r.d + 1 FROM r JOIN cites c ON c.src = r.id WHERE r.d < 4) "
     "SELECT count(DISTINCT id) FROM r"),
    ("text contains",
     "MATCH (s:Study) WHERE s.title CONTAINS 'burnout sleep' RETURN count(*) AS n", None,
     "SELECT count(*) FROM study WHERE instr(title, 'burnout sleep') > 0"),
]
WORDS = "workload resilience leadership turnover burnout autonomy feedback sleep".split()
DESIGNS = ["trial", "cohort", "review", "survey", "case study"]
TABLES = {
    "study": "id INT64, year INT64, design STRING, title STRING",
    "factor": "id INT64, name STRING",
    "cites": "src INT64, dst INT64",
    "supports": "src INT64, dst INT64, strength INT64",
}


def generate(folder, studies, factors=200):
    """Writes the graph as tables; the same numbers give the same graph."""
    dice = random.Random(4711)
    files = {name: open(f"{folder}/{name}.csv", "w", newline="") for name in TABLES}
    out = {name: csv.writer(file) for name, file in files.items()}
    for number in range(studies):
        title = " ".join(dice.choice(WORDS) for _ in range(6)) + f" {number}"
        out["study"].writerow([number, 1990 + number * 35 // studies, dice.choice(DESIGNS), title])
        cited = {int(dice.random() ** 3 * number) for _ in range(dice.randrange(25))} if number else ()
        for other in sorted(cited):
            out["cites"].writerow([number, other])
        for factor in sorted({dice.randrange(factors) for _ in range(dice.randrange(8))}):
            out["supports"].writerow([number, factor, dice.randrange(100)])
    for number in range(factors):
        out["factor"].writerow([number, f"factor {number}"])
    for file in files.values():
        file.close()


class Dolen:
    def __init__(self, binary, folder):
        path = f"{folder}/graph.dolen"
        heads = {
            "study": "id:ID(Study){id-type:int},year:int,design:string,title:string",
            "factor": "id:ID(Factor){id-type:int},name:string",
            "cites": ":START_ID(Study),:END_ID(Study)",
            "supports": ":START_ID(Study),:END_ID(Factor),strength:int",
        }
        for name, head in heads.items():
            with open(f"{folder}/{name}.head", "w") as file:
                file.write(head + "\n")
        part = lambda name: f"{folder}/{name}.head,{folder}/{name}.csv"
        subprocess.run(
            [binary, "import", path, "--nodes", f"Study={part('study')}", "--nodes",
             f"Factor={part('factor')}", "--relationships", f"CITES={part('cites')}",
             "--relationships", f"SUPPORTS={part('supports')}"],
            check=True, capture_output=True)
        subprocess.run(
            [binary, path, "-c", "CREATE INDEX FOR (s:Study) ON (s.id)"], check=True,
            capture_output=True)
        self.process = subprocess.Popen(
            [binary, "pipe", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "DOLEN_THREADS": "1"})

    def text(self, question):
        return question[1]

    def run(self, text, parameters):
        message = {"op": "execute", "query": text, "params": parameters}
        self.process.stdin.write((json.dumps(message) + "\n").encode())
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["rows"]

    def time(self):
        folder = f"/proc/{self.process.pid}/task"
        total = 0
        for task in os.listdir(folder):
            with open(f"{folder}/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1e6


class Ladybug:
    def __init__(self, binary, folder):
        import ladybug
        self.database = ladybug.Database(f"{folder}/graph.lbug")
        self.connection = ladybug.Connection(self.database, num_threads=1)
        run = self.connection.execute
        run(f"CREATE NODE TABLE Study({TABLES['study']}, PRIMARY KEY(id))")
        run(f"CREATE NODE TABLE Factor({TABLES['factor']}, PRIMARY KEY(id))")
        run("CREATE REL TABLE CITES(FROM Study TO Study)")
        run("CREATE REL TABLE SUPPORTS(FROM Study TO Factor, strength INT64)")
        for table, name in [("Study", "study"), ("Factor", "factor"), ("CITES", "cites"),
                            ("SUPPORTS", "supports")]:
            run(f'COPY {table} FROM "{folder}/{name}.csv" (HEADER=false)')

    def text(self, question):
        return question[2] or question[1]

    def run(self, text, parameters):
        result = self.connection.execute(text, parameters if "$" in text else {})
        rows = []
        while result.has_next():
            rows.append(result.get_next())
        return rows


class Duck:
    def __init__(self, binary, folder):
        import duckdb
        self.connection = duckdb.connect(f"{folder}/graph.duckdb", config={"threads": 1})
        for name, columns in TABLES.items():
            types = columns.replace("INT64", "BIGINT").replace("STRING", "VARCHAR")
            key = ", PRIMARY KEY(id)" if name in ("study", "factor") else ""
            self.connection.execute(f"CREATE TABLE {name}({types}{key})")
            self.connection.execute(f"COPY {name} FROM '{folder}/{name}.csv' (HEADER false)")

    def text(self, question):
        return question[3]

    def run(self, text, parameters):
        return self.connection.execute(text, parameters if "$" in text else None).fetchall()


class Sqlite:
    def __init__(self, binary, folder):
        import sqlite3
        self.connection = sqlite3.connect(f"{folder}/graph.sqlite")
        for name, columns in TABLES.items():
            names = [column.split()[0] for column in columns.split(", ")]
            types = columns.replace("INT64", "INTEGER").replace("STRING", "TEXT")
            key = "PRIMARY KEY(id)" if names[0] == "id" else "PRIMARY KEY(src, dst)"
            self.connection.execute(f"CREATE TABLE {name}({types}, {key}) WITHOUT ROWID")
            with open(f"{folder}/{name}.csv", newline="") as file:
                marks = ", ".join("?" * len(names))
                self.connection.executemany(
                    f"INSERT INTO {name} VALUES ({marks})", csv.reader(file))
        self.connection.execute("CREATE INDEX cited ON cites(dst, src)")
        self.connection.execute("CREATE INDEX supported ON supports(dst, src)")
        self.connection.execute("ANALYZE")
        self.connection.commit()

    def text(self, question):
        return question[3]

    def run(self, text, parameters):
        return self.connection.execute(text, parameters if "$" in text else {}).fetchall()


ENGINES = {"dolen": Dolen, "ladybug": Ladybug, "duckdb": Duck, "sqlite": Sqlite}


def own_time():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1e3


def measure(name, binary, folder, studies, repeats):
    """The median time and the sorted answer of each question, as one engine gives them."""
    engine = ENGINES[name](binary, folder)
    clock = getattr(engine, "time", own_time)
    results = {}
    for question in QUESTIONS:
        text, parameters = engine.text(question), {"id": studies - 1}
        if "$" not in text:
            parameters = {}
        try:
            rows = engine.run(text, parameters)
            times = []
            for _ in range(repeats):
                start = clock()
                engine.run(text, parameters)
                times.append(clock() - start)
            # The clock of a process may tick too seldom for a short query.
            answer = sorted("\t".join(str(value) for value in row) for row in rows)
            median = statistics.median(times)
            results[question[0]] = (median if median > 0 else statistics.mean(times), answer)
        except Exception as problem:
            results[question[0]] = (None, [str(problem)])
    return results


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dolen", default="dolen", help="the program")
    options.add_argument("--studies", type=int, default=20000)
    options.add_argument("--engines", default="dolen,ladybug,duckdb,sqlite")
    options.add_argument("--repeats", type=int, default=9)
    options.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        name, folder = chosen.child
        results = measure(name, chosen.dolen, folder, chosen.studies, chosen.repeats)
        json.dump(results, sys.stdout)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, chosen.studies)
        table = {}
        for name in chosen.engines.split(","):
            child = subprocess.run(
                [sys.executable, __file__, "--dolen", chosen.dolen, "--studies",
                 str(chosen.studies), "--repeats", str(chosen.repeats), "--child", name, folder],
                capture_output=True, text=True)
            if child.returncode:
                print(f"{name}: {child.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
                continue
            table[name] = json.loads(child.stdout)
    print(f"{chosen.studies} studies, one thread, processor time in milliseconds\n")
    print("| question | " + " | ".join(table) + " |")
    print("|---|" + "---:|" * len(table))
    wrong = 0
    for question in QUESTIONS:
        answers = [json.dumps(result[question[0]][1]) for result in table.values()]
        usual = max(set(answers), key=answers.count)
        cells = []
        for name, result in table.items():
            time, answer = result[question[0]]
            differs = json.dumps(answer) != usual
            wrong += differs and name == "dolen"
            cells.append("fails" if time is None else f"{time:.3g}" + (" !" if differs else ""))
        print(f"| {question[0]} | " + " | ".join(cells) + " |")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
