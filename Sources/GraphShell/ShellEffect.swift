import GraphEngine
import GraphModel

/// What a line that was typed, or a command, asks to be done.
///
/// The machine that makes effects (``Shell``, ``ShellCommand``) touches no terminal;
/// ``ShellSession`` carries them out, in order.
public enum ShellEffect {
  /// Run a statement and show its rows.
  case statement(ShellStatement)
  /// Run a command with what was written after its name.
  case command(ShellCommand, argument: String, place: ScriptPlace)
  /// Say that a command stands in the middle of a statement, and is not run.
  case commandInside(String)
  /// Say that there is no command of that name, and stop where failures stop.
  case unknownCommand(String, place: ScriptPlace)
  /// Run the script at a path.
  case script(path: String)
  /// Run a saved query; parameters that are not set get the values that it states.
  case saved(SavedQuery, parameters: [String: Value])
  /// Show rows in the format that is chosen.
  case rows(columns: [String], [[Value]])
  /// Show rows of an answer again, in a format, with nothing cut.
  case again(columns: [String], [[Value]], any RowFormat)
  /// Send the answers that follow to a file or a command; nil for the console.
  case redirect(OutputTarget?)
  /// Let the user write a statement with an editor, and run what is written.
  case edit(String)
  /// Run a query again and again until Ctrl-C comes.
  case watch(ShellStatement, every: Duration)
  /// Run statements of a text of their own, as though they were typed.
  case typed(String)
  /// Go over to another graph.
  case use(Graph)
  /// Show text as part of the answer.
  case text(String)
  /// Show a remark, which is no part of the answer.
  case notice(String)
  /// Say what did not work, and stop where failures stop.
  case failure(ShellFailure)
  /// Leave the shell.
  case quit
}
