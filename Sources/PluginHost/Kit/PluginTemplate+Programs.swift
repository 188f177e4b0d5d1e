extension PluginTemplate {
  static let pythonProgram = #"""
    #!/usr/bin/env python3
    """Reads lines of two ids: a node for each id, a relationship for each line."""
    import json
    import sys


    def say(**message):
        print(json.dumps(message))


    hello = json.loads(sys.stdin.readline())
    say(type="hello", protocol=1)
    label = hello["options"]["label"]
    seen, links, skipped = set(), 0, 0
    for number, line in enumerate(sys.stdin, 1):
        ids = line.split()
        if not ids:
            continue
        if len(ids) != 2:
            say(type="reject", record="relationship", line=number, text=line.strip(),
                message=f"The line has {len(ids)} ids", hint="Write two")
            skipped += 1
            continue
        for id in ids:
            if id not in seen:
                seen.add(id)
                say(type="node", id=id, labels=[label], properties={"id": id}, key="id", line=number)
        say(type="relationship", label="LINKS_TO", start=ids[0], end=ids[1], line=number)
        links += 1
    say(type="done", nodes=len(seen), relationships=links, skipped=skipped)

    """#

  static let bashProgram = #"""
    #!/usr/bin/env bash
    # Reads lines of two ids: a node for each id, a relationship for each line.
    set -u
    read -r hello
    echo '{"type":"hello","protocol":1}'
    label=Thing
    [[ $hello =~ \"label\":\"([A-Za-z_]+)\" ]] && label=${BASH_REMATCH[1]}
    declare -A seen
    nodes=0 links=0 skipped=0 number=0

    # The text $1 as JSON has it.
    quoted() {
      local text=${1//\\/\\\\}
      text=${text//\"/\\\"}
      printf '"%s"' "${text//[[:cntrl:]]/ }"
    }

    while IFS=$' \t\r' read -r from to more || [ -n "$from" ]; do
      number=$((number + 1))
      [ -z "$from" ] && continue
      if [ -z "$to" ] || [ -n "$more" ]; then
        echo "{\"type\":\"reject\",\"record\":\"relationship\",\"line\":$number,\"message\":\"The line does not have two ids\"}"
        skipped=$((skipped + 1))
        continue
      fi
      for id in "$from" "$to"; do
        [ -n "${seen[$id]:-}" ] && continue
        seen[$id]=1
        nodes=$((nodes + 1))
        id=$(quoted "$id")
        echo "{\"type\":\"node\",\"id\":$id,\"labels\":[\"$label\"],\"properties\":{\"id\":$id},\"key\":\"id\",\"line\":$number}"
      done
      echo "{\"type\":\"relationship\",\"label\":\"LINKS_TO\",\"start\":$(quoted "$from"),\"end\":$(quoted "$to"),\"line\":$number}"
      links=$((links + 1))
    done
    echo "{\"type\":\"done\",\"nodes\":$nodes,\"relationships\":$links,\"skipped\":$skipped}"

    """#

  static let rProgram = #"""
    #!/usr/bin/env Rscript
    # Reads lines of two ids: a node for each id, a relationship for each line.
    input <- file("stdin", "r", encoding = "UTF-8")
    hello <- readLines(input, n = 1)
    say <- function(...) cat(..., "\n", sep = "")
    quoted <- function(text) encodeString(enc2utf8(text), quote = '"')
    say('{"type":"hello","protocol":1}')
    found <- regmatches(hello, regexec('"label":"([A-Za-z_]+)"', hello))[[1]]
    label <- if (length(found) == 2) found[2] else "Thing"
    seen <- new.env()
    links <- 0
    skipped <- 0
    number <- 0
    while (length(line <- readLines(input, n = 1, warn = FALSE)) == 1) {
      number <- number + 1
      ids <- strsplit(trimws(line), "[ \t]+")[[1]]
      ids <- ids[nzchar(ids)]
      if (length(ids) == 0) next
      if (length(ids) != 2) {
        say('{"type":"reject","record":"relationship","line":', number,
            ',"message":"The line has ', length(ids), ' ids"}')
        skipped <- skipped + 1
        next
      }
      for (id in ids) if (is.null(seen[[id]])) {
        assign(id, TRUE, envir = seen)
        say('{"type":"node","id":', quoted(id), ',"labels":["', label, '"],"properties":{"id":',
            quoted(id), '},"key":"id","line":', number, '}')
      }
      say('{"type":"relationship","label":"LINKS_TO","start":', quoted(ids[1]), ',"end":',
          quoted(ids[2]), ',"line":', number, '}')
      links <- links + 1
    }
    say('{"type":"done","nodes":', length(ls(seen)), ',"relationships":', links, ',"skipped":',
        skipped, '}')

    """#

  /// Put together, so that nobody takes it for an import of this file.
  private static let foundation = ["import", "Foundation"].joined(separator: " ")

  static let swiftProgram = #"""
    // Reads lines of two ids: a node for each id, a relationship for each line.
    // Compile it once: swiftc -O main.swift -o main
    \#(foundation)

    func say(_ message: [String: Any]) throws {
      let data = try JSONSerialization.data(withJSONObject: message)
      FileHandle.standardOutput.write(data + Data("\n".utf8))
    }

    let first = readLine() ?? "{}"
    let hello = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any]
    let options = hello?["options"] as? [String: Any]
    let label = options?["label"] as? String ?? "Thing"
    try say(["type": "hello", "protocol": 1])
    var seen: Set<String> = []
    var (links, skipped, number) = (0, 0, 0)
    while let line = readLine() {
      number += 1
      let ids = line.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }.map(String.init)
      if ids.isEmpty { continue }
      guard ids.count == 2 else {
        skipped += 1
        try say([
          "type": "reject", "record": "relationship", "line": number, "text": line,
          "message": "The line has \(ids.count == 1 ? "1 id" : "\(ids.count) ids")",
          "hint": "Write two",
        ])
        continue
      }
      for id in ids where seen.insert(id).inserted {
        try say([
          "type": "node", "id": id, "labels": [label], "properties": ["id": id], "key": "id",
          "line": number,
        ])
      }
      try say([
        "type": "relationship", "label": "LINKS_TO", "start": ids[0], "end": ids[1], "line": number,
      ])
      links += 1
    }
    try say(["type": "done", "nodes": seen.count, "relationships": links, "skipped": skipped])

    """#
}
