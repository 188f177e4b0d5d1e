/// Templates of updates of a review: how they are read, and what new studies lack.
extension Words {
  package var templateBegins: String {
    say(
      en: "A template begins with the line 'dolen-template 1'",
      cy: "Mae templed yn dechrau â'r llinell 'dolen-template 1'")
  }
  package func templateLine(_ line: String) -> String {
    say(
      en: "'\(line)' is not understood; a line begins with label:, arrived:, field NAME: or "
        + "criterion NAME:",
      cy: "Ni ddeellir '\(line)'; mae llinell yn dechrau â label:, arrived:, field ENW: neu "
        + "criterion ENW:")
  }
  package func templateEmpty(_ line: String) -> String {
    say(en: "Nothing stands behind the colon of '\(line)'", cy: "Nid oes dim ar ôl colon '\(line)'")
  }
  package func templateTwice(_ name: String) -> String {
    say(en: "There is a second '\(name)'", cy: "Mae ail '\(name)'")
  }
  package func templateType(_ type: String, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en: "'\(type)' is no type of a field; there are \(list)",
      cy: "Nid yw '\(type)' yn fath o faes; mae \(list)")
  }
  package func templatePart(_ part: String) -> String {
    say(
      en: "'\(part)' says nothing of a field; there are required, from DATE, to DATE and "
        + "one of A; B",
      cy: "Nid yw '\(part)' yn dweud dim am faes; mae required, from DYDDIAD, to DYDDIAD ac "
        + "one of A; B")
  }
  package func templateDate(_ date: String) -> String {
    say(
      en: "'\(date)' is no date; a date is written 2026-05-01",
      cy: "Nid yw '\(date)' yn ddyddiad; ysgrifennir dyddiad fel 2026-05-01")
  }
  package var templateIndented: String {
    say(
      en: "An indented line belongs to a field or a criterion above it, and there is none",
      cy: "Mae llinell â bwlch o'i blaen yn perthyn i faes neu faen prawf uwch ei phen, "
        + "ac nid oes un")
  }
  package func templateCriterion(_ name: String, _ cause: String) -> String {
    say(
      en: "The criterion '\(name)' is no condition on a study s: \(cause)",
      cy: "Nid yw'r maen prawf '\(name)' yn amod ar astudiaeth s: \(cause)")
  }
  package func templateNoArrival(_ study: String, _ property: String) -> String {
    say(
      en: "\(study) does not say when it came ('\(property)')",
      cy: "Nid yw \(study) yn dweud pryd y daeth ('\(property)')")
  }
  package func templateMissing(_ study: String, _ field: String, _ summary: String) -> String {
    let meaning = summary.isEmpty ? "" : " (\(summary))"
    return say(
      en: "\(study) has no '\(field)'\(meaning)", cy: "Nid oes gan \(study) '\(field)'\(meaning)")
  }
  package var ruleTemplateArrival: String {
    say(
      en: "a new study that does not say when it came",
      cy: "astudiaeth newydd nad yw'n dweud pryd y daeth")
  }
  package var ruleTemplateMissing: String {
    say(
      en: "a new study without what the update extracts of each",
      cy: "astudiaeth newydd heb yr hyn y mae'r diweddariad yn ei dynnu o bob un")
  }
  package var ruleTemplateType: String {
    say(
      en: "an extracted value of another type than the template says",
      cy: "gwerth a dynnwyd, o fath gwahanol i'r hyn a ddywed y templed")
  }
  package var ruleTemplateValue: String {
    say(
      en: "an extracted value that is none of those of the template",
      cy: "gwerth a dynnwyd nad yw'n un o rai'r templed")
  }
  package var ruleTemplateCriterion: String {
    say(
      en: "a new study that does not meet a criterion of the day on which it came",
      cy: "astudiaeth newydd nad yw'n bodloni un o feini prawf y diwrnod y daeth")
  }
  package var ruleTemplateUnknown: String {
    say(
      en: "a criterion that cannot be judged, for something is not stated",
      cy: "maen prawf na ellir ei farnu, gan nad yw rhywbeth wedi'i nodi")
  }
  package var fixTemplate: String {
    say(
      en: "Extract what is missing, exclude the study, or change the template",
      cy: "Tynnwch yr hyn sydd ar goll, eithriwch yr astudiaeth, neu newidiwch y templed")
  }
  package var templateHelp: String {
    say(
      en: "A template of an update that studies are held against.",
      cy: "Templed diweddariad y mae'n rhaid i astudiaethau gadw ato.")
  }
  package var sinceHelp: String {
    say(
      en:
        "A graph or @SNAPSHOT whose studies are not new: only later ones are held against the template.",
      cy:
        "Graff neu @CIPOLWG nad yw ei astudiaethau'n newydd: dim ond rhai diweddarach a ddelir wrth y templed."
    )
  }
  package var sinceNeedsTemplate: String {
    say(
      en:
        "--since says which studies are new to a template, and none is given; add --template FILE",
      cy:
        "Mae --since yn dweud pa astudiaethau sy'n newydd i dempled, ac nid oes un; ychwanegwch --template FFEIL"
    )
  }
  package func ruleNeedsTemplate(_ code: String) -> String {
    say(
      en:
        "The rule '\(code)' holds studies against a template of an update: dolen check DB --template FILE",
      cy:
        "Mae rheol '\(code)' yn dal astudiaethau wrth dempled diweddariad: dolen check DB --template FFEIL"
    )
  }
  package func templateWrongValue(
    _ study: String, _ field: String, _ value: String, known: [String]
  ) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en: "\(study) has '\(field)' '\(value)', which is none of \(list)",
      cy: "Mae gan \(study) '\(field)' '\(value)', nad yw'n un o \(list)")
  }
  package func templateNotMet(_ study: String, _ name: String, _ summary: String) -> String {
    say(
      en: "\(study) does not meet the criterion '\(name)': \(summary)",
      cy: "Nid yw \(study) yn bodloni'r maen prawf '\(name)': \(summary)")
  }
  package func templateUnknown(_ study: String, _ name: String, _ summary: String) -> String {
    say(
      en: "Whether \(study) meets the criterion '\(name)' is not known: \(summary)",
      cy: "Nid yw'n hysbys a yw \(study) yn bodloni'r maen prawf '\(name)': \(summary)")
  }
}
