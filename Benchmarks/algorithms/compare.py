#!/usr/bin/env python3
"""Dolen's graph algorithms beside networkx and igraph: the same results, and processor time beside igraph.

    python3 -m venv peers && peers/bin/pip install networkx igraph numpy scipy
    peers/bin/python compare.py --dolen ../../.build/release/dolen

Generates graphs of several kinds, imports each, and asks every algorithm over it. Numbers must be the same
to 1e-9, relative where they are greater than 1; communities must have at least the modularity of igraph's,
less 1 %. networkx is asked for the small graphs only, as it would take hours over the others. Times are
those of one thread, the least of several runs: for Dolen from reading the query to the last row, the rows of
neighbours made anew each time; for igraph those of the call, its graph being there already. It ends with
status 1 where a result differs.
"""
import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time

import igraph
import networkx


def random_graph(nodes, edges, chance):
    """Pairs of chance, each once, without loops."""
    pairs = set()
    while len(pairs) < edges:
        a, b = chance.randrange(nodes), chance.randrange(nodes)
        if a != b:
            pairs.add((a, b))
    return sorted(pairs)


def citations(nodes, edges, chance):
    """Each node cites earlier ones, those that are cited more often more likely: no cycle, few hubs."""
    pairs, pot = set(), [0]
    each = edges / nodes
    for node in range(1, nodes):
        for _ in range(min(node, int(each) + (chance.random() < each % 1) + (node < 3))):
            target = pot[chance.randrange(len(pot))] if chance.random() < 0.7 else chance.randrange(node)
            if target != node and (node, target) not in pairs:
                pairs.add((node, target))
                pot.append(target)
        pot.append(node)
    return sorted(pairs)


def groups(nodes, edges, chance):
    """Groups of 40 with most pairs inside, as communities of studies have them."""
    pairs = set()
    while len(pairs) < edges:
        a = chance.randrange(nodes)
        b = a // 40 * 40 + chance.randrange(40) if chance.random() < 0.8 else chance.randrange(nodes)
        if a != b and b < nodes and (b, a) not in pairs:
            pairs.add((a, b))
    return sorted(pairs)


class Subject:
    """One graph, as each program has it."""

    def __init__(self, kind, nodes, edges, seed):
        chance = random.Random(seed)
        self.name = f"{kind.__name__.replace('_', ' ')}, {nodes} nodes, {edges} relationships"
        self.nodes = nodes
        self.pairs = kind(nodes, edges, chance)
        self.weights = [round(chance.uniform(0.5, 10), 6) for _ in self.pairs]
        self.directed = igraph.Graph(n=nodes, edges=self.pairs, directed=True)
        both = {}
        for (a, b), weight in zip(self.pairs, self.weights):
            both.setdefault((min(a, b), max(a, b)), weight)
        # Neighbours once: what the undirected algorithms of all three are about.
        self.simple_pairs, self.simple_weights = list(both), list(both.values())
        self.simple = igraph.Graph(n=nodes, edges=self.simple_pairs)
        self.networks = nodes <= 2000
        if self.networks:
            self.nx = networkx.DiGraph()
            self.nx.add_nodes_from(range(nodes))
            self.nx.add_weighted_edges_from([(a, b, w) for (a, b), w in zip(self.pairs, self.weights)])
            self.nx_simple = networkx.Graph()
            self.nx_simple.add_nodes_from(range(nodes))
            self.nx_simple.add_weighted_edges_from(
                [(a, b, w) for (a, b), w in zip(self.simple_pairs, self.simple_weights)])
        # Nodes on the way from which much can be reached.
        self.source = max(range(nodes), key=lambda n: self.directed.degree(n, mode="out"))
        distances = self.directed.distances(self.source, weights=self.weights)[0]
        reached = [n for n in range(nodes) if 0 < distances[n] < math.inf]
        self.target = max(reached, key=lambda n: distances[n]) if reached else self.source


class Dolen:
    def __init__(self, binary, folder, subject):
        path = f"{folder}/graph.dolen"
        for name, head, rows in [
            ("node", "id:ID(N){id-type:int}", [(n,) for n in range(subject.nodes)]),
            ("e", ":START_ID(N),:END_ID(N),w:double",
             [(a, b, w) for (a, b), w in zip(subject.pairs, subject.weights)]),
            ("s", ":START_ID(N),:END_ID(N),w:double",
             [(a, b, w) for (a, b), w in zip(subject.simple_pairs, subject.simple_weights)]),
        ]:
            with open(f"{folder}/{name}.csv", "w") as file:
                file.write(head + "\n")
                file.writelines(",".join(map(str, row)) + "\n" for row in rows)
        subprocess.run(
            [binary, "import", path, "--nodes", f"N={folder}/node.csv", "--relationships",
             f"E={folder}/e.csv", "--relationships", f"S={folder}/s.csv"],
            check=True, capture_output=True)
        self.process = subprocess.Popen(
            [binary, "pipe", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "DOLEN_THREADS": "1"})
        rows = self.run("MATCH (n:N) RETURN id(n), n.id")
        self.number = dict(rows)
        self.identifier = {number: identifier for identifier, number in rows}

    def run(self, text):
        self.process.stdin.write((json.dumps({"op": "execute", "query": text}) + "\n").encode())
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"{text}: {answer['error']}")
        return answer["rows"]

    def time(self):
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1e6

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def configuration(subject, options):
    entries = ", ".join(f"{key}: {value}" for key, value in options.items())
    return "{" + entries + "}"


NATURAL = {"relationshipTypes": "'E'"}
SIMPLE = {"relationshipTypes": "'S'", "orientation": "'UNDIRECTED'"}
WEIGHED = {"relationshipWeightProperty": "'w'"}


def shares(values):
    total = sum(values)
    return [value / total for value in values]


def without_nan(values):
    return [0 if value is None or math.isnan(value) else value for value in values]


def by_node(mapping, subject):
    return [mapping[node] for node in range(subject.nodes)]


def pairs_above(matrix):
    return {(a, b): int(matrix[a][b]) for a in range(len(matrix)) for b in range(a + 1, len(matrix))
            if matrix[a][b]}


def paths_of_networkx(subject, count):
    """The lengths of the first paths."""
    found = []
    for path in networkx.shortest_simple_paths(subject.nx, subject.source, subject.target, weight="weight"):
        found.append(sum(subject.nx[a][b]["weight"] for a, b in zip(path, path[1:])))
        if len(found) == count:
            break
    return found


def paths_of_igraph(subject, count):
    ways = subject.directed.get_k_shortest_paths(
        subject.source, subject.target, k=count, weights=subject.weights, output="epath")
    return [sum(subject.weights[edge] for edge in way) for way in ways]


def similar(subject):
    """Pairs of nodes that share a neighbour, by Jaccard."""
    matrix = subject.directed.similarity_jaccard(mode="out", loops=False)
    return {(a, b): v for a, row in enumerate(matrix) for b, v in enumerate(row) if v > 0 and a != b}


class Question:
    """An algorithm, what is asked of it, and how the others are asked.

    `kind` says how answers are compared: a number for each node, parts, communities, lengths, pairs.
    `largest` is the number of relationships above which it would take minutes, or a matrix of all pairs.
    """

    def __init__(self, name, call, options, kind, networks, graphs, largest=math.inf, acyclic=False):
        self.name, self.call, self.options, self.kind = name, call, options, kind
        self.networks, self.graphs, self.largest, self.acyclic = networks, graphs, largest, acyclic


QUESTIONS = [
    Question("degree", "gds.degree.stream", NATURAL, "scores",
             lambda s: by_node(dict(s.nx.out_degree()), s), lambda s: s.directed.degree(mode="out")),
    Question("degree, weighted", "gds.degree.stream", {**NATURAL, **WEIGHED}, "scores",
             lambda s: by_node(dict(s.nx.out_degree(weight="weight")), s),
             lambda s: s.directed.strength(mode="out", weights=s.weights)),
    Question("PageRank", "gds.pageRank.stream", {**NATURAL, "scaler": "'L1Norm'"}, "scores",
             lambda s: by_node(networkx.pagerank(s.nx, tol=1e-14, max_iter=1000, weight=None), s),
             lambda s: s.directed.pagerank()),
    Question("PageRank, weighted", "gds.pageRank.stream",
             {**NATURAL, **WEIGHED, "scaler": "'L1Norm'"}, "scores",
             lambda s: by_node(networkx.pagerank(s.nx, tol=1e-14, max_iter=1000), s),
             lambda s: s.directed.pagerank(weights=s.weights)),
    Question("betweenness", "gds.betweenness.stream", NATURAL, "scores",
             lambda s: by_node(networkx.betweenness_centrality(s.nx, normalized=False), s),
             lambda s: s.directed.betweenness(), 30_000),
    Question("betweenness, undirected", "gds.betweenness.stream", SIMPLE, "scores",
             lambda s: by_node(networkx.betweenness_centrality(s.nx_simple, normalized=False), s),
             lambda s: s.simple.betweenness(), 30_000),
    Question("betweenness, weighted", "gds.betweenness.stream", {**NATURAL, **WEIGHED}, "scores",
             lambda s: by_node(
                 networkx.betweenness_centrality(s.nx, normalized=False, weight="weight"), s),
             lambda s: s.directed.betweenness(weights=s.weights), 30_000),
    Question("closeness", "gds.closeness.stream", NATURAL, "scores",
             lambda s: by_node(
                 {n: without_wf(s, n, v) for n, v in
                  networkx.closeness_centrality(s.nx, wf_improved=True).items()}, s),
             lambda s: without_nan(s.directed.closeness(mode="in"))),
    Question("harmonic closeness", "gds.closeness.harmonic.stream", NATURAL, "scores",
             lambda s: [v / (s.nodes - 1) for v in by_node(networkx.harmonic_centrality(s.nx), s)],
             lambda s: s.directed.harmonic_centrality(mode="in")),
    Question("weak components", "gds.wcc.stream", NATURAL, "parts",
             lambda s: parts_of(networkx.weakly_connected_components(s.nx), s),
             lambda s: s.directed.connected_components(mode="weak").membership),
    Question("strong components", "gds.scc.stream", NATURAL, "parts",
             lambda s: parts_of(networkx.strongly_connected_components(s.nx), s),
             lambda s: s.directed.connected_components(mode="strong").membership),
    Question("k-core", "gds.kcore.stream", SIMPLE, "scores",
             lambda s: by_node(networkx.core_number(s.nx_simple), s), lambda s: s.simple.coreness()),
    Question("triangles", "gds.triangleCount.stream", SIMPLE, "scores",
             lambda s: by_node(networkx.triangles(s.nx_simple), s), None),
    Question("local clustering", "gds.localClusteringCoefficient.stream", SIMPLE, "scores",
             lambda s: by_node(networkx.clustering(s.nx_simple), s),
             lambda s: s.simple.transitivity_local_undirected(mode="zero")),
    Question("Louvain", "gds.louvain.stream", SIMPLE, "communities",
             lambda s: parts_of(networkx.community.louvain_communities(
                 s.nx_simple, weight=None, seed=1), s),
             lambda s: s.simple.community_multilevel().membership),
    Question("Louvain, weighted", "gds.louvain.stream", {**SIMPLE, **WEIGHED}, "communities",
             lambda s: parts_of(networkx.community.louvain_communities(s.nx_simple, seed=1), s),
             lambda s: s.simple.community_multilevel(weights=s.simple_weights).membership),
    Question("Leiden", "gds.leiden.stream", SIMPLE, "communities", None,
             lambda s: s.simple.community_leiden(
                 objective_function="modularity", n_iterations=-1).membership),
    Question("Dijkstra, to all", "gds.allShortestPaths.dijkstra.stream",
             {**NATURAL, **WEIGHED, "sourceNode": "$source"}, "lengths",
             lambda s: sorted(networkx.single_source_dijkstra_path_length(s.nx, s.source).values()),
             lambda s: sorted(d for d in s.directed.distances(s.source, weights=s.weights)[0]
                              if d < math.inf)),
    Question("Dijkstra, to one", "gds.shortestPath.dijkstra.stream",
             {**NATURAL, **WEIGHED, "sourceNode": "$source", "targetNode": "$target"}, "lengths",
             lambda s: [networkx.dijkstra_path_length(s.nx, s.source, s.target)],
             lambda s: [sum(s.weights[e] for e in s.directed.get_shortest_path(
                 s.source, s.target, weights=s.weights, output="epath"))]),
    Question("Yen, 10 paths", "gds.shortestPath.yens.stream",
             {**NATURAL, **WEIGHED, "sourceNode": "$source", "targetNode": "$target", "k": 10},
             "lengths", lambda s: paths_of_networkx(s, 10), lambda s: paths_of_igraph(s, 10)),
    Question("similarity, Jaccard", "gds.nodeSimilarity.stream", {**NATURAL, "topK": 1_000_000},
             "pairs", None, similar, 12_000),
    Question("co-citation", "graph.coCitation.stream", NATURAL, "pairs", None,
             lambda s: pairs_above(s.directed.cocitation()), 12_000),
    Question("bibliographic coupling", "graph.bibliographicCoupling.stream", NATURAL, "pairs", None,
             lambda s: pairs_above(s.directed.bibcoupling()), 12_000),
    Question("topological order", "gds.dag.topologicalSort.stream", NATURAL, "order",
             lambda s: list(networkx.topological_sort(s.nx)),
             lambda s: s.directed.topological_sorting(), acyclic=True),
    Question("cycles to length 4", "graph.cycles.stream", {**NATURAL, "maxLength": 4}, "count",
             lambda s: sum(1 for _ in networkx.simple_cycles(s.nx, length_bound=4)), None, 12_000),
]


def without_wf(subject, node, value):
    """networkx's improved closeness, without the share of nodes that reach the node."""
    reached = len(networkx.ancestors(subject.nx, node))
    return value / (reached / (subject.nodes - 1)) if reached else 0


def parts_of(sets, subject):
    parts = [0] * subject.nodes
    for number, members in enumerate(sets):
        for member in members:
            parts[member] = number
    return parts


def shape(parts):
    """The same numbers for the same partition."""
    names = {}
    return [names.setdefault(part, len(names)) for part in parts]


def answer(dolen, question, subject):
    """What Dolen answers, by numbers of nodes."""
    rows = dolen.run(text(dolen, question, subject, "*"))
    number = dolen.number
    if question.kind in ("scores", "parts", "communities"):
        scores = [None] * subject.nodes
        for row in rows:
            scores[number[row[0]]] = row[1]
        return scores
    if question.kind == "lengths":
        return sorted(row[0] for row in rows)
    if question.kind == "order":
        return [number[row[0]] for row in rows]
    if question.kind == "count":
        return rows[0][0]
    return {(number[a], number[b]): value for a, b, value in rows}


COLUMNS = {
    "gds.degree.stream": "nodeId, score", "gds.wcc.stream": "nodeId, componentId",
    "gds.scc.stream": "nodeId, componentId", "gds.kcore.stream": "nodeId, coreValue",
    "gds.triangleCount.stream": "nodeId, triangleCount",
    "gds.localClusteringCoefficient.stream": "nodeId, localClusteringCoefficient",
    "gds.louvain.stream": "nodeId, communityId", "gds.leiden.stream": "nodeId, communityId",
    "gds.nodeSimilarity.stream": "node1, node2, similarity",
    "graph.coCitation.stream": "node1, node2, count",
    "graph.bibliographicCoupling.stream": "node1, node2, count",
    "gds.dag.topologicalSort.stream": "nodeId", "graph.cycles.stream": "length",
}


def text(dolen, question, subject, wanted):
    columns = COLUMNS.get(question.call, "totalCost" if question.kind == "lengths" else "nodeId, score")
    options = {key: value for key, value in question.options.items()}
    for key, node in (("sourceNode", subject.source), ("targetNode", subject.target)):
        if key in options:
            options[key] = dolen.identifier[node]
    last = columns.split(", ")[-1]
    result = columns if wanted == "*" and question.kind != "count" else f"count({last})"
    return f"CALL {question.call}({configuration(subject, options)}) YIELD {columns} RETURN {result}"


def differs(question, ours, theirs, subject):
    """What is wrong with an answer; empty where nothing is."""
    if question.kind == "parts":
        return "" if shape(ours) == shape(theirs) else "other parts"
    if question.kind == "communities":
        weights = subject.simple_weights if "relationshipWeightProperty" in question.options else None
        own, other = (subject.simple.modularity(parts, weights=weights) for parts in (ours, theirs))
        return "" if own >= other * 0.99 - 1e-9 else f"modularity {own:.6f}, not {other:.6f}"
    if question.kind == "order":
        place = {node: index for index, node in enumerate(ours)}
        ordered = len(place) == subject.nodes and all(place[a] < place[b] for a, b in subject.pairs)
        return "" if ordered else "no order"
    if question.kind == "count":
        return "" if ours == theirs else f"{ours}, not {theirs}"
    if question.kind == "pairs":
        if ours.keys() != theirs.keys():
            return f"{len(ours)} pairs, not {len(theirs)}"
        ours, theirs = ([values[key] for key in sorted(ours)] for values in (ours, theirs))
    if len(ours) != len(theirs):
        return f"{len(ours)} rows, not {len(theirs)}"
    worst = max((abs(a - b) / max(1, abs(b)) for a, b in zip(ours, theirs)), default=0)
    return "" if worst <= 1e-9 else f"differs by {worst:.2g}"


def least(runs, clock, work):
    times = []
    for _ in range(runs):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dolen", required=True)
    parser.add_argument("--largest", type=int, default=100_000, help="relationships of the largest graphs")
    parser.add_argument("--only", default="", help="questions whose names contain this")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    sizes = [(200, 800), (1500, 9000), (5000, 30_000), (20_000, 100_000)]
    bad, faster, timed = 0, 0, 0
    for nodes, edges in sizes:
        if edges > options.largest:
            continue
        for seed, kind in enumerate((random_graph, citations, groups)):
            subject = Subject(kind, nodes, edges, seed)
            print(f"\n{subject.name}\n\n| algorithm | Dolen ms | igraph ms | result |\n|---|---:|---:|---|")
            with tempfile.TemporaryDirectory() as folder:
                dolen = Dolen(options.dolen, folder, subject)
                for question in QUESTIONS:
                    if options.only not in question.name or edges > question.largest:
                        continue
                    if question.acyclic and kind is not citations:
                        continue
                    problems = []
                    ours = answer(dolen, question, subject)
                    for peer, ask in (("networkx", question.networks), ("igraph", question.graphs)):
                        if ask is None or peer == "networkx" and not subject.networks:
                            continue
                        problem = differs(question, ours, ask(subject), subject)
                        if problem:
                            problems.append(f"{peer}: {problem}")
                    asked = text(dolen, question, subject, "count")
                    own = least(options.runs, dolen.time, lambda: dolen.run(asked))
                    other = math.nan
                    if question.graphs is not None:
                        other = 1000 * least(
                            options.runs, time.process_time, lambda: question.graphs(subject))
                        timed += 1
                        faster += own < other
                    bad += bool(problems)
                    print(f"| {question.name} | {own:.2f} | {other:.2f} | "
                          f"{'; '.join(problems) or 'the same'} |", flush=True)
                dolen.close()
    print(f"\n{faster} of {timed} faster than igraph, {bad} results differ")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
