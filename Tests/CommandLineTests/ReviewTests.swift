import Foundation
import Testing

/// `dolen import --format review` and `dolen review`, and the same in the shell.
@Suite("Reviews on the command line", .enabled(if: Program.path != nil, "the program is not built"))
struct ReviewTests {
  private let program: Program

  private static let text = """
    Introduction

    Trust takes time (Quarmby et al., 2015; Selwood, 2027). Quarmby et al. (2015) found that food helps. Others agree
    (Quarmby et al., 2015; Dacre, 2019). Later work is as clear (Quarmby et al., 2015; Quarmby et al., 2016; Dacre,
    2019; Selwood, 2021; Selwood, 2021).

    """

  init() throws {
    program = try Program()
    try program.write(Self.text, to: "r.txt")
  }

  private func studies(_ file: String) throws -> String {
    try program.bash(
      "dolen \(file) --format csv -c 'MATCH (s:Study) RETURN s.id, s.year ORDER BY s.id'"
    ).output
  }

  @Test("In the shell a review is read, worked through and read again as on the command line")
  func shell() throws {
    let imported = try program.bash("dolen import g.dolen r.txt --format review")
    #expect(imported.code == 0, "\(imported.errors)")
    _ = try program.bash("cp g.dolen s.dolen")
    let decided = try program.bash("dolen review g.dolen change year-selwood-2027 2021")
    #expect(decided.code == 0, "\(decided.errors)")
    let typed = try program.bash("dolen s.dolen -c ':review change year-selwood-2027 2021'")
    #expect(typed.code == 0, "\(typed.errors)")
    #expect(try studies("s.dolen") == studies("g.dolen"))
    try program.write("A new first line.\n\n" + Self.text, to: "r.txt")
    let again = try program.bash("dolen import g.dolen r.txt --format review")
    #expect(
      again.code == 0 && again.errors.contains("Done again: 1; that find nothing any more: 0"),
      "\(again.errors)")
    let inShell = try program.bash("dolen s.dolen -c ':import review r.txt'")
    #expect(inShell.code == 0, "\(inShell.errors)")
    #expect(
      (inShell.output + inShell.errors).contains("Done again: 1; that find nothing any more: 0"))
    #expect(try studies("s.dolen") == studies("g.dolen"))
    #expect(try studies("s.dolen").contains("2021"))
    let list = try program.bash("dolen s.dolen -c ':review' -c ':review undo year-selwood-2027'")
    #expect(list.code == 0 && list.output.contains("pair-1"), "\(list.errors)")
    #expect(try studies("s.dolen").contains("2027"))
    let none = try program.bash("dolen s.dolen -c ':review accept pair-99'")
    #expect(none.code != 0 && none.errors.contains("pair-99"))
  }

  @Test("An import that fails leaves the graph, and what was decided, as it was")
  func failing() throws {
    _ = try program.bash("dolen import g.dolen r.txt --format review -O page=none")
    _ = try program.bash("dolen review g.dolen change year-selwood-2027 2021")
    let before = try program.bash("dolen export g.dolen --format jsonl -").output
    try program.write("no profile at all", to: "bad.profile")
    for command in [
      "dolen import g.dolen r.txt --format review -O profile=bad.profile",
      "dolen import g.dolen missing.txt --format review",
      "dolen import g.dolen r.txt --format review --existing stop -O review=other -O language=xx",
    ] {
      let failed = try program.bash(command)
      #expect(failed.code != 0, "\(command)")
    }
    #expect(try program.bash("dolen export g.dolen --format jsonl -").output == before)
  }

  @Test("What a review makes is as the schema of the evidence graph says")
  func schema() throws {
    try program.write(
      """
      Methods

      We searched these databases:

      1. PsycINFO
      2. Social Policy and Practice (with
      Idox)
      3. MEDLINE

      Screening

      Searches of databases found 640 records, and 77 came from other sources. In all 717 were screened. Of these 137
      were read in full text, and 48 were included.

      Trust

      It takes time (Quarmby et al., 2015; Selwood, n.d.). Nobody knows why [4]. "It takes much more time than that"
      (Dacre 2019: 4).

      """, to: "m.txt")
    try program.write(
      """
      language: en
      section methods: Methods
          holds: databases
      section screening: Screening
          holds: screening
      factor F1: Trust

      """, to: "m.profile")
    let imported = try program.bash(
      "dolen import m.dolen m.txt --format review -O profile=m.profile")
    #expect(imported.code == 0, "\(imported.errors)")
    _ = try program.bash("dolen import g.dolen r.txt --format review")
    _ = try program.bash("dolen review g.dolen change year-selwood-2027 2021")
    for file in ["m.dolen", "g.dolen"] {
      let check = try program.bash("dolen check \(file) --schema evidence")
      #expect(check.code == 0, "\(check.output)\(check.errors)")
    }
    let databases = try program.bash(
      """
      dolen m.dolen --format csv -c 'MATCH (:Review)-[s:SEARCHED]->(d)
        RETURN d.name_en ORDER BY s.lines' | tr -d '\\r'
      """)
    #expect(
      databases.output.contains("PsycINFO\nSocial Policy and Practice\nMEDLINE"),
      "\(databases.output)")
    let stages = try program.bash(
      """
      dolen m.dolen --format csv -c 'MATCH (s:FlowStage)
        RETURN s.id, s.n, s.derived ORDER BY s.order'
      """)
    #expect(stages.output.contains("screened,717,false"), "\(stages.output)")
    #expect(stages.output.contains("excluded-screening,580,true"), "\(stages.output)")
  }

  // MARK: PDF

  private static let hasConverter: Bool = {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    if paths.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/pdftotext") }) {
      return true
    }
    print("SKIPPED: pdftotext is not installed; the reading of PDFs was NOT tested in this run.")
    return false
  }()

  /// A PDF of one page with the given lines.
  private static func pdf(_ lines: [String]) -> Data {
    let shown = lines.map { line in
      let escaped = line.replacing("\\", with: "\\\\").replacing("(", with: "\\(")
        .replacing(")", with: "\\)")
      return "(\(escaped)) Tj 0 -16 Td"
    }.joined(separator: "\n")
    let stream = "BT /F1 12 Tf 60 740 Td\n\(shown)\nET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        + "/Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      text += String(repeating: "0", count: 10 - String(place).count) + "\(place) 00000 n \n"
    }
    text += "trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return Data(text.utf8)
  }

  private func write(_ data: Data, to name: String) throws {
    let encoded = data.base64EncodedString()
    _ = try program.bash("printf %s '\(encoded)' | base64 -d > '\(name)'")
  }

  @Test(
    "A PDF is read by pdftotext, and its text is kept",
    .enabled(if: hasConverter, "pdftotext is not installed, so that no PDF is read in this run"))
  func pdf() throws {
    let name = "a report; touch x $(touch y).pdf"
    try write(
      Self.pdf([
        "Introduction", "", "Trust takes time (Quarmby et al., 2015).", "Dacre (2019) agrees.",
      ]), to: name)
    let imported = try program.bash("dolen import g.dolen './\(name)' --format review")
    #expect(imported.code == 0, "\(imported.errors)")
    #expect((imported.output + imported.errors).contains("is kept in"))
    // Its name was an argument, and no part of a command.
    #expect(try program.bash("ls x y 2>/dev/null").output.isEmpty)
    let rows = try program.bash(
      "dolen g.dolen --format csv -c 'MATCH (:Study)-[c]->() WHERE c.char_start IS NOT NULL "
        + "RETURN c.char_start, c.char_end, c.printed, c.file ORDER BY c.id'"
    ).output
    let kept = try program.bash("cat './\(name).txt'").output
    for printed in ["Quarmby et al., 2015", "Dacre (2019)"] {
      let range = try #require(kept.range(of: printed))
      let start = kept.unicodeScalars.distance(from: kept.startIndex, to: range.lowerBound)
      #expect(rows.contains("\(start),"), "\(rows)")
    }
    #expect(try program.bash("ls './\(name).txt.html'").code == 0)
    // The same again keeps the file; another text of that name stays, and is told.
    #expect(try program.bash("dolen import g.dolen './\(name)' --format review").code == 0)
    _ = try program.bash("echo corrected >> './\(name).txt'")
    let other = try program.bash("dolen import g.dolen './\(name)' --format review")
    #expect(other.code != 0 && other.errors.contains("is there already"))
    #expect(try program.bash("tail -1 './\(name).txt'").output.hasSuffix("corrected\n"))
    // What is only tried leaves nothing.
    try write(Self.pdf(["Trust (Dacre, 2019)."]), to: "t.pdf")
    #expect(try program.bash("dolen import n.dolen t.pdf --format review --dry-run").code == 0)
    #expect(try program.bash("ls t.pdf.txt t.pdf.txt.html 2>/dev/null").output.isEmpty)
  }

  @Test(
    "A PDF that cannot be read is told so",
    .enabled(if: hasConverter, "pdftotext is not installed, so that no PDF is read in this run"))
  func damagedPDF() throws {
    try write(Self.pdf([]), to: "empty.pdf")
    let empty = try program.bash("dolen import g.dolen empty.pdf --format review")
    #expect(empty.code != 0 && empty.errors.contains("holds no text"), "\(empty.errors)")
    try program.write("%PDF-1.4\nnothing", to: "bad.pdf")
    let bad = try program.bash("dolen import g.dolen bad.pdf --format review")
    #expect(bad.code != 0 && bad.errors.contains("pdftotext ended with exit code"), "\(bad.errors)")
    #expect(try program.bash("ls *.pdf.txt 2>/dev/null").output.isEmpty)
  }

  @Test("Where no pdftotext is installed, the way to a text is told")
  func noConverter() throws {
    try program.write("%PDF-1.4\nnothing", to: "r.pdf")
    let result = try program.bash(
      "PATH=/nowhere \"$DOLEN\" import g.dolen r.pdf --format review")
    #expect(result.code != 0 && result.errors.contains("pdftotext -enc UTF-8"), "\(result.errors)")
  }
}
