import Foundation
import Testing

/// Signals that ask the program to end: it ends of them, and leaves nothing.
@Suite(
  "Termination", .serialized, .enabled(if: Program.path != nil, "the program is not built"))
struct TerminationTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("A plugin and its folder go with an import", arguments: ["TERM", "HUP", "INT"])
  func plugins(_ signal: String) throws {
    try program.write(
      """
      {"name": "slow", "version": "1", "protocol": [1], "command": ["bash", "main.sh"],
       "kinds": [{"kind": "import", "summary": "For tests"}]}
      """, to: "slow/plugin.json")
    try program.write(
      """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      setsid sleep 733.5 &
      touch "$HOME/started"
      sleep 733.25
      """, to: "slow/main.sh")
    try program.write("x\n", to: "a.txt")
    let result = try program.bash(
      """
      mkdir tmp; export TMPDIR=$PWD/tmp; dolen plugin dev ./slow >/dev/null || exit 9
      "$DOLEN" import g.dolen a.txt --format slow --plugin-dir . & pid=$!
      for i in $(seq 200); do [ -e started ] && break; sleep 0.05; done
      kill -\(signal) $pid; wait $pid; echo "code $?"
      sleep 0.2; ls tmp; ls | grep g.dolen
      for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -o 'sleep 733[.][25]*'; done
      true
      """, seconds: 60)
    let code = ["TERM": 143, "HUP": 129, "INT": 130][signal] ?? 0
    #expect(result.output == "code \(code)\n", "\(result.errors)")
  }

  #if os(Linux)
    /// The grandchild has left the group, its environment, its folder and its streams, and its parent has ended.
    @Test(
      "What a plugin leaves alone ends with it, however it got away",
      arguments: [
        "echo '{\"type\":\"done\",\"nodes\":1,\"relationships\":0}'", "exit 3", "sleep 99",
      ])
    func orphans(_ end: String) throws {
      try program.write(
        """
        {"name": "leaver", "version": "1", "protocol": [1], "command": ["bash", "main.sh"],
         "limits": {"idle_seconds": 2}, "kinds": [{"kind": "import", "summary": "For tests"}]}
        """, to: "leaver/plugin.json")
      try program.write(
        """
        read -r hello
        echo '{"type":"hello","protocol":1}'
        echo '{"type":"node","id":1}'
        (cd / && setsid env -i bash -c 'sleep 734.25 </dev/null >/dev/null 2>&1 & exit' &)
        sleep 0.5
        \(end)
        """, to: "leaver/main.sh")
      try program.write("x\n", to: "a.txt")
      let result = try program.bash(
        """
        dolen plugin dev ./leaver >/dev/null || exit 9
        "$DOLEN" import g.dolen a.txt --format leaver --plugin-dir . >/dev/null 2>&1
        echo "code $?"
        for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -o 'sleep 734[.]25'; done
        true
        """, seconds: 60)
      let code = end.hasPrefix("echo") ? 0 : 3
      #expect(result.output == "code \(code)\n", "\(result.errors)")
    }
  #endif

  @Test("What an export has begun goes with it", arguments: ["x.jsonl", "x.vault"])
  func exports(_ target: String) throws {
    let result = try program.bash(
      """
      dolen g.dolen --create -c 'UNWIND range(1, 300000) AS i CREATE (:A {i: i, t: "some text of it"})' >/dev/null
      "$DOLEN" export g.dolen \(target) & pid=$!
      for i in $(seq 400); do ls -A | grep -q '^[.]\(target)[.]' && break; sleep 0.02; done
      kill -TERM $pid; wait $pid; echo "code $?"; ls -A | grep '^[.]\(target)'
      dolen g.dolen -c 'MATCH (n) RETURN count(n) AS n'
      """, seconds: 120)
    #expect(result.output == "code 143\nn\n300000\n", "\(result.errors)")
  }

  @Test("Who was told to outlive a hang-up does")
  func ignored() throws {
    let result = try program.bash(
      """
      trap '' HUP
      (sleep 2; echo 'RETURN 1 AS a;') | "$DOLEN" & sleep 1
      pkill -HUP -P $$ -x dolen; wait; true
      """, seconds: 30)
    #expect(result.output == "a\n1\n", "\(result.errors)")
  }
}
