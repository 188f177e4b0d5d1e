/// The tour of the shell, over the graph that comes with Dolen.
extension Words {
  /// The graph at hand is not the one of the tour.
  package var tourNeedsGraph: String {
    say(
      en: "The tour goes over the graph that comes with Dolen, which this is not",
      cy: "Mae'r daith dros y graff sy'n dod gyda Dolen, ac nid hwn mohono")
      + hint(
        say(
          en: "Make it: dolen import evidence.dolen Graph; then ':use evidence.dolen'",
          cy: "Gwnewch ef: dolen import evidence.dolen Graph; yna ':use evidence.dolen'"))
  }

  /// How the tour goes on.
  package func tourGoesOn(step: Int) -> String {
    say(en: "':tour \(step)' goes on.", cy: "Mae ':tour \(step)' yn mynd ymlaen.")
  }

  /// The end of the tour.
  package var tourEnds: String {
    say(
      en: "That was the tour. ':help' lists the commands, ':queries' has ready questions.",
      cy: "Dyna'r daith. Mae ':help' yn rhestru'r gorchmynion, ':queries' gwestiynau parod.")
  }

  /// What a step of the tour says, from 1.
  package func tourStep(_ number: Int) -> String {
    switch number {
    case 1:
      say(
        en: "1 of 7. A graph has nodes with labels and relationships with types. These labels are "
          + "here; ':types' lists the types.",
        cy: "1 o 7. Mae gan graff nodau â labeli a pherthnasoedd â mathau. Dyma'r labeli sydd yma; "
          + "mae ':types' yn rhestru'r mathau.")
    case 2:
      say(
        en:
          "2 of 7. A question is a pattern, drawn with brackets and arrows, and what to return of "
          + "it. It ends with ';'. Which factors rest on most studies?",
        cy:
          "2 o 7. Patrwm yw cwestiwn, wedi'i ddarlunio â bachau a saethau, a'r hyn i'w ddychwelyd "
          + "ohono. Daw i ben â ';'. Pa ffactorau sy'n gorffwys ar y nifer mwyaf o astudiaethau?")
    case 3:
      say(
        en: "3 of 7. A pattern may go on over several relationships: from a barrier to what "
          + "overcomes it, and to the study that says so.",
        cy: "3 o 7. Gall patrwm fynd ymlaen dros sawl perthynas: o rwystr at yr hyn sy'n ei "
          + "oresgyn, ac at yr astudiaeth sy'n dweud hynny.")
    case 4:
      say(
        en:
          "4 of 7. Where does an answer come from? ':why 1' shows the claims behind its first row, "
          + "with their words and places.",
        cy: "4 o 7. O ble y daw ateb? Mae ':why 1' yn dangos yr honiadau y tu ôl i'w res gyntaf, "
          + "gyda'u geiriau a'u lleoedd.")
    case 5:
      say(
        en: "5 of 7. A misspelt name finds nothing, in silence; the shell says so. Tab completes "
          + "names while you type.",
        cy: "5 o 7. Ni chaiff enw wedi'i gamsillafu hyd i ddim, yn dawel; mae'r gragen yn dweud "
          + "hynny. Mae Tab yn cwblhau enwau wrth i chi deipio.")
    case 6:
      say(
        en:
          "6 of 7. Numbers can be looked at as bars; ':crosstab' makes a table of rows by columns, "
          + "':gap-map' shows where evidence is and where none is.",
        cy: "6 o 7. Gellir edrych ar rifau fel barrau; mae ':crosstab' yn gwneud tabl o resi wrth "
          + "golofnau, a ':gap-map' yn dangos lle mae tystiolaeth a lle nad oes.")
    default:
      say(
        en: "7 of 7. Take it away: ':once answer.csv' writes the next answer to a file, ':draw "
          + "picture.svg' draws it, ':export' takes a part of the graph, ':save NAME' keeps the "
          + "question. A sketch of one factor:",
        cy:
          "7 o 7. Ewch â hyn gyda chi: mae ':once answer.csv' yn ysgrifennu'r ateb nesaf i ffeil, "
          + "':draw picture.svg' yn ei ddarlunio, ':export' yn mynd â rhan o'r graff, a ':save "
          + "NAME' yn cadw'r cwestiwn. Braslun o un ffactor:")
    }
  }
}
