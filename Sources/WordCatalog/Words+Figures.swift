/// What figures of a review have in common: captions, options, files.
extension Words {
  /// Studies (feminine).
  package func studiesCount(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "study", other: "studies"),
      cy: WelshForms(
        zero: "astudiaethau", one: "astudiaeth", two: "astudiaeth", few: "astudiaeth",
        many: "astudiaeth", other: "astudiaeth"))
  }

  /// Claims (masculine).
  package func claimsCount(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "claim", other: "claims"),
      cy: WelshForms(
        zero: "honiadau", one: "honiad", two: "honiad", few: "honiad", many: "honiad",
        other: "honiad"))
  }

  package var studiesHeading: String { say(en: "studies", cy: "astudiaethau") }
  package var claimsHeading: String { say(en: "claims", cy: "honiadau") }
  package var yearHeading: String { say(en: "year", cy: "blwyddyn") }
  package var notStated: String { say(en: "not stated", cy: "heb ei nodi") }
  package var noStanceStated: String {
    say(en: "no stance stated", cy: "dim safbwynt wedi'i nodi")
  }

  package func figureOrigin(digest: String, date: String, version: String) -> String {
    say(
      en: "Source: graph sha256 \(digest)…, asked \(date), Dolen \(version). The queries stand in "
        + "the file.",
      cy: "Ffynhonnell: graff sha256 \(digest)…, gofynnwyd \(date), Dolen \(version). Mae'r "
        + "ymholiadau yn y ffeil.")
  }

  // MARK: Captions, after SWiM

  package var swimOrderOfQuery: String {
    say(
      en: "Order: that of the queries; nothing is put first because of what it says.",
      cy: "Trefn: trefn yr ymholiadau; ni roddir dim yn gyntaf oherwydd yr hyn y mae'n ei ddweud.")
  }
  package var swimCertainty: String {
    say(
      en: "Certainty: not assessed here; only stored judgements are ever shown.",
      cy: "Sicrwydd: heb ei asesu yma; dim ond barnau a gadwyd a ddangosir byth.")
  }

  // MARK: Options and files

  package var figureTitleHelp: String {
    say(en: "What stands above the figure.", cy: "Yr hyn sydd uwchben y ffigur.")
  }
  package var figureWidthHelp: String {
    say(
      en: "The width in millimetres; journals want 85 or 176. (default: as wide as it needs to be)",
      cy:
        "Y lled mewn milimetrau; mae cyfnodolion am 85 neu 176. (diofyn: mor llydan ag sydd angen)")
  }
  package var figureOutputHelp: String {
    say(
      en: "The file to write; its ending says the format. (default: a table on standard output)",
      cy:
        "Y ffeil i'w hysgrifennu; mae ei therfyniad yn dweud y fformat. (diofyn: tabl ar yr allbwn "
        + "safonol)")
  }
  package var figureFormatHelp: String {
    say(
      en:
        "The format, where the ending does not say it: svg, pdf, png, dot, html, markdown, csv or "
        + "another of rows.",
      cy:
        "Y fformat, lle nad yw'r terfyniad yn ei ddweud: svg, pdf, png, dot, html, markdown, csv "
        + "neu "
        + "un arall o resi.")
  }
  package func figureFormatUnknown(_ name: String, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en: "This figure is not written as '\(name)'; it can be \(list)",
      cy: "Nid yw'r ffigur hwn yn cael ei ysgrifennu fel '\(name)'; gall fod yn \(list)")
  }
  package var figureFormatMissing: String {
    say(
      en: "The name of the file does not end with a format: name one with --format",
      cy: "Nid yw enw'r ffeil yn gorffen â fformat: enwch un â --format")
  }
  package func figureWritten(_ paths: [String]) -> String {
    let list = paths.joined(separator: ", ")
    return say(en: "Written: \(list)", cy: "Ysgrifennwyd: \(list)")
  }
  package func typeTooSmall(_ points: String) -> String {
    say(
      en: "The smallest type is \(points) points at this width; journals want 8 or more",
      cy: "\(points) pwynt yw'r teip lleiaf ar y lled hwn; mae cyfnodolion am 8 neu fwy")
  }
  package func rsvgMissing(_ command: String) -> String {
    say(
      en:
        "PDF and PNG are made by rsvg-convert, which is not installed (Debian: librsvg2-bin). The "
        + "figure is there as SVG; install it, and run: \(command)",
      cy: "rsvg-convert sy'n gwneud PDF a PNG, ac nid yw wedi'i osod (Debian: librsvg2-bin). Mae'r "
        + "ffigur yno fel SVG; gosodwch ef, a rhedwch: \(command)")
  }
  package func rsvgFailed(_ deed: String, _ command: String) -> String {
    say(
      en: "PDF and PNG are made by rsvg-convert, which \(deed). The figure is there as SVG; to see "
        + "more, run: \(command)",
      cy: "rsvg-convert sy'n gwneud PDF a PNG, ond \(deed). Mae'r ffigur yno fel SVG; i weld mwy, "
        + "rhedwch: \(command)")
  }
  package func figureOfNothing(_ label: String) -> String {
    say(
      en: "The graph has nothing of the kind \(label), of which the figure would be",
      cy: "Nid oes gan y graff ddim o'r math \(label), y byddai'r ffigur ohono")
  }
  package func figureUnknown(_ name: String, nearest: String?) -> String {
    let found = say(en: "There is no '\(name)'", cy: "Nid oes '\(name)'")
    return found + (nearest.map { hint(didYouMean($0)) } ?? "")
  }
  package func judgementUnknown(
    _ thing: String, property: String, value: String, known: [String]
  ) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en:
        "\(thing): \(property) is '\(value)', which is no judgement of its scale; it can be "
        + "\(list)",
      cy: "\(thing): '\(value)' yw \(property), nad yw'n farn ar ei raddfa; gall fod yn \(list)")
  }
}
