import GraphShell
import Platform

/// The script that the shell reads when it begins, as the user has written it.
enum InitFile {
  /// `$XDG_CONFIG_HOME/dolen/init.cypher`, or `~/.config/dolen/init.cypher`, where there is one.
  static var path: String? {
    let base: String
    if let folder = Environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      base = folder
    } else if let home = Environment["HOME"] {
      base = "\(home)/.config"
    } else {
      return nil
    }
    let path = "\(base)/dolen/init.cypher"
    return access(path, R_OK) == 0 ? path : nil
  }
}
