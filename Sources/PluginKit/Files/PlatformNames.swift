import Platform

/// The world's failure with a file.
public typealias FileError = Platform.FileError
