#!/usr/bin/env python3
"""Holds each way in against the bulk load of the same graph, by processor time, in one run.

    python3 imports/imports.py --dolen ../.build/release/dolen [--relationships 2000000]

A mapped CSV, JSON Lines and a plugin that prints its records are imported into new graphs. Ends with
status 1 where a graph differs in its counts, the mapped table takes more than 1.5 times what the bulk
load takes, or the plugin's records come at fewer than 200,000 a second of processor time, that of the
plugin included.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time

PLUGIN = """import sys
sys.stdin.readline()
out = sys.stdout
out.write('{{"type":"hello","protocol":1}}\\n')
nodes, links = {nodes}, {links}
for first in range(0, nodes, 1000):
    out.write("".join(
        '{{"type":"node","id":%d,"labels":["Study"],"properties":{{"id":"S%07d"}},"line":%d}}\\n'
        % (i, i, i + 1) for i in range(first, min(first + 1000, nodes))))
for first in range(0, links, 1000):
    out.write("".join(
        '{{"type":"relationship","label":"CITES","start":%d,"end":%d,"properties":{{"page":%d}}}}\\n'
        % (i % nodes, i * 7919 % nodes, i % 900) for i in range(first, min(first + 1000, links))))
out.write('{{"type":"done","nodes":%d,"relationships":%d}}\\n' % (nodes, links))
"""


def tables(folder, count):
    """The same graph as tables for a bulk load, as one table with a mapping, and as JSON Lines."""
    studies, factors = count // 10, count // 20
    draw = random.Random(7)
    with open(f"{folder}/studies.csv", "w") as file:
        file.write("id:ID(Study)\n")
        file.writelines(f"S{i:07}\n" for i in range(studies))
    with open(f"{folder}/factors.csv", "w") as file:
        file.write("id:ID(Factor)\n")
        file.writelines(f"F{i:06}\n" for i in range(factors))
    stances = ["for", "against", "neutral"]
    with open(f"{folder}/about.csv", "w") as bulk, open(f"{folder}/mapped.csv", "w") as mapped, open(
        f"{folder}/graph.jsonl", "w"
    ) as lines:
        bulk.write(":START_ID(Study),:END_ID(Factor),page:int,stance\n")
        mapped.write("study,factor,page,stance\n")
        for i in range(studies):
            lines.write(
                f'{{"type":"node","id":{i},"labels":["Study"],"properties":{{"id":"S{i:07}"}}}}\n'
            )
        for i in range(factors):
            lines.write(
                f'{{"type":"node","id":{studies + i},"labels":["Factor"],'
                f'"properties":{{"id":"F{i:06}"}}}}\n'
            )
        for i in range(count):
            # Each node is met once at least, so that all ways make the same graph.
            study = i if i < studies else draw.randrange(studies)
            factor = i if i < factors else draw.randrange(factors)
            page, stance = draw.randrange(900), stances[draw.randrange(3)]
            row = f"S{study:07},F{factor:06},{page},{stance}\n"
            bulk.write(row)
            mapped.write(row)
            lines.write(
                f'{{"type":"relationship","id":{i},"label":"ABOUT","start":{study},'
                f'"end":{studies + factor},"properties":{{"page":{page},"stance":"{stance}"}}}}\n'
            )
    with open(f"{folder}/about.map", "w") as file:
        file.write("node Study: id = study\nnode Factor: id = factor\n")
        file.write("rel Study-[:ABOUT {page:int = page, stance = stance}]->Factor\n")
    return studies + factors


def plugin(folder, nodes, links):
    """A plugin that prints so many records, and hears nothing."""
    os.makedirs(f"{folder}/plugins/printer", exist_ok=True)
    with open(f"{folder}/plugins/printer/plugin.json", "w") as file:
        file.write(
            '{"name":"printer","version":"1","protocol":[1],"command":["python3","main.py"],'
            '"kinds":[{"kind":"import","summary":"Prints","extensions":["printed"]}],'
            '"limits":{"messages":100000000}}'
        )
    with open(f"{folder}/plugins/printer/main.py", "w") as file:
        file.write(PLUGIN.format(nodes=nodes, links=links))
    open(f"{folder}/nothing.printed", "w").close()


def run(command, folder):
    """Seconds of processor time of the program alone, of it and what it started, and of the clock."""
    before = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}\n{output}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - before, output.splitlines()[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dolen", required=True)
    parser.add_argument("--relationships", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    dolen, count = os.path.abspath(arguments.dolen), arguments.relationships
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        nodes = tables(folder, count)
        plugin(folder, count // 10, count)
        environment = ["env", f"XDG_CONFIG_HOME={folder}/config", f"XDG_DATA_HOME={folder}/data"]
        folders = ["--plugin-dir", f"{folder}/plugins"]
        subprocess.run(
            environment + [dolen, "plugin", "trust", "printer", "--yes"] + folders,
            cwd=folder, check=True, stdout=subprocess.DEVNULL)
        ways = {
            "bulk load": ["--nodes", "Study=studies.csv", "--nodes", "Factor=factors.csv",
                          "--relationships", "ABOUT=about.csv"],
            "mapped CSV": ["mapped.csv", "-O", "map=about.map"],
            "JSON Lines": ["graph.jsonl"],
            "plugin": ["nothing.printed"] + folders,
        }
        best = {}
        for turn in range(arguments.rounds):
            for way, options in ways.items():
                graph = f"{folder}/graph.dolen"
                if os.path.exists(graph):
                    os.remove(graph)
                result = run(environment + [dolen, "import", graph] + options, folder)
                best[way] = min(best.get(way, result), result)
        base = best["bulk load"][0]
        print(f"{'way':12}{'cpu s':>8}{'clock s':>9}{'factor':>8}{'records/cpu s':>15}")
        for way, (cpu, clock, said) in best.items():
            records = count + (count // 10 if way == "plugin" else nodes)
            print(f"{way:12}{cpu:8.2f}{clock:9.2f}{cpu / base:8.2f}{records / cpu:15,.0f}  {said}")
            if not said.startswith(f"{records} records: {records} created"):
                faults.append(f"{way}: {said}")
        if best["mapped CSV"][0] > 1.5 * base:
            faults.append("the mapped CSV takes more than 1.5 times the bulk load")
        if (count + count // 10) / best["plugin"][0] < 200_000:
            faults.append("the plugin's records come at fewer than 200,000 a second")
    for fault in faults:
        print("fault:", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
