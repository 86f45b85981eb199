/// The role of plugins that change the world.
public enum Changing {}
