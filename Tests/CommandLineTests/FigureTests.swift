import Foundation
import GraphTestKit
import Testing

/// Figures on the command line: files by their endings, numbers beside pictures, exit codes.
@Suite("Figures", .enabled(if: Program.path != nil, "the program is not built"))
struct FigureTests {
  private let program: Program

  init() throws {
    program = try Program()
    let graph = TestFolder.root.appending(path: "Graph").path()
    #expect(try program.bash("dolen import e.dolen '\(graph)'").code == 0)
  }

  @Test("A gap map is a picture with its numbers, a page, a document, a table")
  func gapMap() throws {
    let made = try program.bash(
      "dolen gap-map e.dolen -o gaps.svg && dolen gap-map e.dolen -o gaps.html && "
        + "dolen gap-map e.dolen -o gaps.md && dolen gap-map e.dolen -o cells.json")
    #expect(made.code == 0, "\(made.errors)")
    for name in ["gaps.svg", "gaps.csv", "gaps.html", "gaps.md", "cells.json"] {
      #expect(program.has(name), "\(name)")
    }
    let again = try program.bash("dolen gap-map e.dolen -o gaps.svg")
    #expect(again.code == 4 && again.errors.contains("--force"))
    #expect(try program.bash("dolen gap-map e.dolen -o gaps.svg --force").code == 0)
    let csv = try program.bash("dolen gap-map e.dolen | tail -n +2 | grep -c ,absolute,").output
    #expect(csv == "75\n")
    #expect(try program.bash("dolen gap-map e.dolen -o e.dolen --format csv --force").code == 4)
    #expect(try program.bash("dolen gap-map e.dolen -o gaps.xyz").code == 2)
    #expect(try program.bash("dolen gap-map e.dolen -o gaps").code == 2)
  }

  @Test("The same graph gives the same files, where the time is given")
  func same() throws {
    let made = try program.bash(
      "export SOURCE_DATE_EPOCH=1700000000; for n in 1 2; do dolen gap-map e.dolen -o $n.svg && "
        + "dolen gap-map e.dolen -o $n.html; done; cmp 1.svg 2.svg && cmp 1.html 2.html")
    #expect(made.code == 0, "\(made.errors)")
  }

  @Test("Layers, rows and parameters of one's own")
  func ownQueries() throws {
    let asked = """
      dolen gap-map e.dolen --rows 'MATCH (s:Sector) RETURN s' --columns 'MATCH (o:Outcome) RETURN o' \
      --layer 'named=MATCH (s:Sector)<-[:INVOLVES]-(x:Study)-[r:REPORTS]->(o:Outcome) WHERE x.year > $y \
      RETURN s AS row, o AS column, x AS source, r AS claim' -P y=2000 --format csv | wc -l
      """
    #expect(try program.bash(asked).output == "\(23 * 36 + 1)\n")
    let wrong = try program.bash("dolen gap-map e.dolen --layer nothing")
    #expect(wrong.code == 2 && wrong.errors.contains("NAME=MATCH"))
    let empty = try program.bash("dolen gap-map e.dolen --rows 'MATCH (n:None) RETURN n'")
    #expect(empty.code == 3 && empty.errors.contains("--rows"))
  }

  @Test("PDF and PNG through rsvg-convert, else the command that would make them")
  func converted() throws {
    let made = try program.bash("dolen flow e.dolen -o flow.pdf --width 176")
    if made.code == 0 {
      #expect(try program.bash("head -c 5 flow.pdf").output == "%PDF-")
      #expect(program.has("flow.svg") && program.has("flow.csv"))
    } else {
      #expect(made.code == 4 && made.errors.contains("rsvg-convert -f pdf"))
    }
    let without = try program.bash("PATH=/nowhere \"$DOLEN\" flow e.dolen -o other.png")
    #expect(without.code == 4 && without.errors.contains("rsvg-convert -f png -d 600"))
    #expect(without.errors.contains("not installed"))
    #expect(!program.has("other.png"))
  }

  @Test("A rsvg-convert that fails is told of, and leaves nothing")
  func failingConverter() throws {
    _ = try program.bash(
      "mkdir -p bin && printf '#!/bin/sh\\necho \"no \\033[31mfonts\" >&2\\nexit 3\\n' > bin/rsvg-convert "
        + "&& chmod +x bin/rsvg-convert")
    let failed = try program.bash("PATH=$PWD/bin:$PATH \"$DOLEN\" flow e.dolen -o failed.pdf")
    #expect(
      failed.code == 4 && failed.errors.contains("ended with exit code 3: no \\u{1b}[31mfonts"))
    let welsh = try program.bash(
      "PATH=$PWD/bin:$PATH \"$DOLEN\" flow e.dolen -o failed.pdf --force --lang cy")
    #expect(welsh.code == 4 && welsh.errors.contains("chod gadael 3"))
    #expect(!program.has("failed.pdf") && program.has("failed.svg"))
    #expect(try program.bash("ls *.part 2>/dev/null").output.isEmpty)
  }

  @Test("A flow whose numbers contradict each other is not written, and each sum is told")
  func contradiction() throws {
    #expect(try program.bash("dolen flow e.dolen -o flow.dot").code == 0)
    _ = try program.bash(
      "dolen e.dolen -c \"MATCH (s:FlowStage {id: 'screened'}) SET s.n = 717\"")
    let wrong = try program.bash("dolen flow e.dolen -o wrong.svg")
    #expect(wrong.code == 3 && !program.has("wrong.svg"))
    #expect(
      wrong.errors.contains("717") && wrong.errors.contains("641") && wrong.errors.contains("718"))
    let draft = try program.bash("dolen flow e.dolen -o wrong.svg --draft --lang cy")
    #expect(draft.code == 3 && program.has("wrong.svg") && draft.errors.contains("ond mae"))
  }

  @Test("Claims as picture, document and table of LaTeX")
  func claims() throws {
    let made = try program.bash(
      "dolen claims forest e.dolen F2 --by kind -o f2.svg && dolen claims forest e.dolen F2 -o "
        + "f2.md && "
        + "dolen claims contradictions e.dolen -o both.md && dolen claims harvest e.dolen -o h.svg "
        + "&& "
        + "dolen claims findings e.dolen -o f.tex && dolen claims findings e.dolen -o f.html")
    #expect(made.code == 0, "\(made.errors)")
    #expect(try program.text("f.tex").contains("\\begin{tabular}"))
    #expect(try program.text("f.html").hasPrefix("<table>"))
    #expect(try program.bash("dolen claims forest e.dolen F99").code == 3)
    #expect(try program.bash("dolen claims forest e.dolen").code == 2)
    #expect(try program.bash("dolen claims trees e.dolen").code == 2)
  }

  @Test("A strategy is read, printed and compared; options say what they do not state")
  func strategyAndActions() throws {
    try program.write(
      "# A: one\n“joint working” OR (a N2 (b OR c*))\n# B: two\nd OR (e\n", to: "s.txt")
    let read = try program.bash("dolen strategy read e.dolen s.txt --from CINAHL")
    #expect(read.code == 0 && read.output.contains("2 blocks"), "\(read.errors)")
    let print = try program.bash("dolen strategy print e.dolen --from CINAHL --for wos").output
    #expect(print.contains("(a NEAR/2 (b OR c [") && print.contains("leaves open: 1"))
    let losses = try program.bash(
      "dolen strategy print e.dolen --from EBSCO --for pubmed --format csv | wc -l")
    #expect(losses.output == "14\n")
    #expect(try program.bash("dolen strategy print e.dolen --from NONE --for wos").code == 3)
    #expect(try program.bash("dolen strategy print e.dolen --for gopher").code == 2)
    #expect(try program.bash("dolen strategy read e.dolen none.txt --from EBSCO").code == 4)
    let check = try program.bash("dolen check e.dolen")
    #expect(check.code == 0, "\(check.output)\(check.errors)")
    let actions = try program.bash("dolen actions e.dolen --maturity new --format csv --lang cy")
    #expect(actions.code == 0 && actions.output.split(separator: "\n").count == 1)
    #expect(actions.errors.contains("aeddfedrwydd"))
  }
}
