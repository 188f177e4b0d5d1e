// PluginKit: see docs/architecture.md.
