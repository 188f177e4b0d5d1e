import EvidenceChecks
import WordCatalog

extension ReferencePage {
  /// The rules of `dolen check`.
  static var checks: ReferencePage {
    func rows(_ rules: [CheckRule]) -> [[String]] {
      rules.map { rule in
        [
          "`\(rule.code)`", rule.severity.rawValue, rule.summary(.english),
          rule.advice(.english), rule.canMend ? "yes" : "",
        ]
      }
    }
    let head = ["code", "severity", "what it finds", "what to do", "`--fix`"]
    return ReferencePage(
      "docs/reference/checks.md", title: "Rules of dolen check",
      body: """
        `dolen check DB` looks for damage in the file, and then asks these rules of what the graph says; `:check`
        does the second in the shell. Each finding has the code of its rule, a severity, the element with its name
        and identifier, the studies behind it, the place in the text, a message and what to do, where it can be a
        statement to run (`…` stands for what only a person knows). `--json` gives all of it, `--rule CODE` asks one rule.

        `--fix CODE` mends what a rule finds, where no person has to decide. It shows the findings and asks first
        (`--yes` does not), changes them in one transaction, tells each change with what was there before, and
        deletes nothing.

        | exit code | when |
        | --- | --- |
        | 0 | no error was found; there may be warnings and notes |
        | 1 | the answer to `--fix` was no |
        | 2 | there is no such rule, it cannot mend, or nobody can be asked and `--yes` is not given |
        | 3 | an error was found, or the graph is not as the schema of `--schema` says |
        | 4 | the file is damaged or cannot be read; rules are not asked then |

        ## Rules of the schema

        They hold the graph against the schema that lies in it, or that `--schema` names; a graph without one has
        no such findings.

        \(table(head, rows(CheckRule.all.filter(\.isOfSchema))))

        ## Rules of reviews

        \(table(head, rows(CheckRule.all.filter { !$0.isOfSchema && !$0.isOfTemplate })))

        ## Rules of an update

        They hold studies against the template that `--template FILE` names
        ([what a template says](../evidence.md#what-an-update-asks)): all studies, or with `--since GRAPH` those that
        a file, or a snapshot of this one (`@NAME`), does not have.

        \(table(head, rows(CheckRule.all.filter(\.isOfTemplate))))
        """)
  }
}
