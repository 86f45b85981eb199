/// The role of plugins that look at the world and leave it as it is.
public enum Looking {}
