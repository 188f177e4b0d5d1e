#!/usr/bin/env python3
"""Reads works of OpenAlex (https://docs.openalex.org/api-entities/works) as JSON.

A page of results {"results": […]}, a list […], one work {…}, or one work on each line.
"""
import json
import sys

counts = {"node": 0, "relationship": 0, "skipped": 0}


def say(**message):
    # ASCII only, so that it does not matter what the terminal's language is.
    sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")


def fail(message, line, column=None, hint=None):
    place = {"line": line} | ({"column": column} if column else {})
    say(type="error", message=message, hint=hint, **place)
    sys.exit(0)


def node(id, label, properties, line, key="id"):
    kept = {name: value for name, value in properties.items() if value not in (None, [], "")}
    say(type="node", id=id, labels=[label], properties=kept, key=key, line=line)
    counts["node"] += 1


def relationship(label, start, end, line, **properties):
    kept = {name: value for name, value in properties.items() if value is not None}
    say(type="relationship", label=label, start=start, end=end, properties=kept, line=line)
    counts["relationship"] += 1


def short(url):
    """W2741809807 of https://openalex.org/W2741809807."""
    return url.rsplit("/", 1)[-1] if isinstance(url, str) and url else None


def works(text):
    """Pairs of a line and the work that begins there."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    first = 1
    try:
        if len(lines) > 1:
            # Each line a work, if the first line is whole in itself.
            try:
                json.loads(lines[0][1])
                for first, line in lines:
                    yield first, json.loads(line)
                return
            except json.JSONDecodeError:
                if first > lines[0][0]:
                    raise
                first = 1
        whole = json.loads(text) if lines else []
    except json.JSONDecodeError as wrong:
        fail(f"The JSON is wrong: {wrong.msg}", first + wrong.lineno - 1, wrong.colno,
             "The file may be cut off; fetch it again")
    if isinstance(whole, dict) and "results" in whole:
        whole = whole["results"]
    for work in whole if isinstance(whole, list) else [whole]:
        yield 1, work


def abstract(inverted):
    """The text of an abstract that is given as the places of its words."""
    if not isinstance(inverted, dict):
        return None
    places = sorted((place, word) for word, all in inverted.items() for place in all)
    return " ".join(word for _, word in places) or None


def write(line, work, seen, options):
    id = short(work["id"])
    location = (work.get("primary_location") or {}).get("source") or {}
    node(id, "Study", {
        "id": id, "doi": (work.get("doi") or "").removeprefix("https://doi.org/").lower(),
        "title": work.get("title") or work.get("display_name"),
        "year": work.get("publication_year"), "type": work.get("type"),
        "venue": location.get("display_name"), "language": work.get("language"),
        "cited_by_count": work.get("cited_by_count"), "retracted": work.get("is_retracted"),
        "abstract": abstract(work.get("abstract_inverted_index")),
    }, line)
    parts = []
    if options["authors"]:
        for position, authorship in enumerate(work.get("authorships") or [], 1):
            parts.append(("Author", "AUTHORED_BY", authorship.get("author") or {}, position))
    if options["topics"]:
        for topic in work.get("topics") or []:
            parts.append(("Topic", "ABOUT", topic, None))
    for label, type, entity, position in parts:
        other = short(entity.get("id"))
        if other is None:
            say(type="warn", message=f"{label} without an id in {id}", line=line)
            continue
        if other not in seen:
            seen.add(other)
            node(other, label, {"id": other, "name": entity.get("display_name"),
                                "orcid": short(entity.get("orcid"))}, line)
        relationship(type, id, other, line, position=position)


def main():
    hello = json.loads(sys.stdin.readline())
    options = hello["options"]
    say(type="hello", protocol=1)
    seen, cites = set(), []
    for line, work in works(sys.stdin.read()):
        id = short(work.get("id")) if isinstance(work, dict) else None
        if id is None or not id.startswith("W"):
            say(type="reject", record="node", line=line, message="It is no work: it has no id W…",
                text=json.dumps(work)[:500])
            counts["skipped"] += 1
        elif id in seen:
            say(type="skip", record="node", line=line, reason="the same work again")
            counts["skipped"] += 1
        else:
            seen.add(id)
            write(line, work, seen, options)
            cites += [(line, id, short(cited)) for cited in work.get("referenced_works") or []]
    for line, id, cited in cites:
        if cited not in seen and options["references"] == "all":
            seen.add(cited)
            node(cited, "Study", {"id": cited}, line)
        if cited in seen and options["references"] != "none":
            relationship("CITES", id, cited, line)
    say(type="done", nodes=counts["node"], relationships=counts["relationship"],
        skipped=counts["skipped"])


main()
