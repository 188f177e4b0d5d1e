/// Plugins in any language.
extension Words {
  package var pluginsHeading: String { say(en: "Plugins", cy: "Ategion") }
  package var pluginDirHelp: String {
    say(
      en: "Look for plugins in this folder first. Repeatable.",
      cy: "Chwilio am ategion yn y ffolder hon yn gyntaf. Gellir ei ailadrodd.")
  }
  package var pluginTraceHelp: String {
    say(
      en: "Add all that passes between Dolen and plugins to this file.",
      cy: "Ychwanegu popeth sy'n mynd rhwng Dolen ac ategion at y ffeil hon.")
  }
  package var noPluginsHelp: String {
    say(
      en: "Only the formats that come with the program.",
      cy: "Dim ond y fformatau sy'n dod gyda'r rhaglen.")
  }
  package var pluginSummary: String {
    say(
      en: "List, trust, make and try plugins in any language",
      cy: "Rhestru, ymddiried yn, gwneud a phrofi ategion mewn unrhyw iaith")
  }
  package var pluginDetails: String {
    say(
      en: """
        A plugin is a folder with a plugin.json and a program. It is run only once it is
        trusted, as long as none of its files changes.

          list              what there is, and where; nothing is run
          new NAME          write a plugin that works (--lang python, bash, r, swift)
          dev NAME          let a plugin run while you work on it, whatever changes
          test NAME         run it, and try it with what plugins stumble over
          trust NAME        let it run as it is now
          untrust NAME      let it run no more
          verify [NAME]     compare trusted plugins with what was trusted
          install PATH      copy a folder, .zip or .tar.gz to your plugins, and trust it

        NAME is that of a plugin that 'list' shows, or the path of a folder: ./openalex
        """,
      cy: """
        Ffolder gyda plugin.json a rhaglen yw ategyn. Dim ond ar ôl ymddiried ynddo y
        caiff ei redeg, a chyhyd ag na fydd yr un o'i ffeiliau'n newid.

          list              beth sydd ar gael, ac ymhle; ni redir dim
          new NAME          ysgrifennu ategyn sy'n gweithio (--lang python, bash, r, swift)
          dev NAME          gadael i ategyn redeg wrth ichi weithio arno, beth bynnag a newid
          test NAME         ei redeg, a'i brofi â'r hyn y mae ategion yn baglu drosto
          trust NAME        gadael iddo redeg fel y mae nawr
          untrust NAME      peidio â gadael iddo redeg mwyach
          verify [NAME]     cymharu ategion yr ymddiriedwyd ynddynt â'r hyn oeddent
          install PATH      copïo ffolder, .zip neu .tar.gz i'ch ategion, ac ymddiried ynddo

        Enw ategyn y mae 'list' yn ei ddangos yw NAME, neu lwybr ffolder: ./openalex
        """)
  }
  package func pluginDeedHelp(_ deeds: [String]) -> String {
    say(
      en: "What to do: \(deeds.joined(separator: ", ")).",
      cy: "Beth i'w wneud: \(deeds.joined(separator: ", ")).")
  }
  package var pluginNameHelp: String {
    say(en: "The plugin, or its folder.", cy: "Yr ategyn, neu ei ffolder.")
  }
  package var pluginLanguageHelp: String {
    say(en: "The language of a new plugin.", cy: "Iaith ategyn newydd.")
  }
  package var pluginFunctionsHelp: String {
    say(
      en: "A new plugin adds functions to the language, and reads no format.",
      cy: "Mae ategyn newydd yn ychwanegu ffwythiannau at yr iaith, heb ddarllen fformat.")
  }
  package var functionsOnlyForNew: String {
    say(en: "--functions is for 'plugin new'", cy: "Ar gyfer 'plugin new' y mae --functions")
  }
  package var pluginYesHelp: String {
    say(
      en: "Do not ask before a plugin is trusted.",
      cy: "Peidio â gofyn cyn ymddiried mewn ategyn.")
  }
  package var pluginForceHelp: String {
    say(
      en: "Replace an installed plugin of that name.",
      cy: "Disodli ategyn o'r enw hwnnw sydd wedi'i osod.")
  }
  package func noPluginDeed(_ deed: String, near: String?) -> String {
    say(
      en: "There is no 'plugin \(deed)'. \(near ?? "'dolen plugin --help' lists what there is")",
      cy: "Nid oes 'plugin \(deed)'. \(near ?? "Mae 'dolen plugin --help' yn rhestru beth sydd")")
  }
  package func pluginDeedNeedsName(_ deed: String) -> String {
    say(en: "'plugin \(deed)' needs a name", cy: "Mae angen enw ar 'plugin \(deed)'")
  }
  package var languageOnlyForNew: String {
    say(en: "--lang is for 'plugin new'", cy: "Ar gyfer 'plugin new' y mae --lang")
  }
  package func namePluginLanguage(_ known: [String]) -> String {
    say(
      en: "Name the language: --lang \(known.joined(separator: ", --lang "))",
      cy: "Enwch yr iaith: --lang \(known.joined(separator: ", --lang "))")
  }
}
