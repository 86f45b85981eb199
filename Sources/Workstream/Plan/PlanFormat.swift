/// The version of the stored form of plans, and how its fields are written.
///
/// A plan is an object whose field `workstream` says the version of the form. An option that has a value is always written, the default too, so that a later
/// version with other defaults reads the plan as it was meant; what has no value, and lists that are empty, are left out, and read as such when they are
/// missing. A timeout of none is `null`, because a missing one means the default. Fields that a reader does not know are passed over; a change that an older
/// reader must not pass over gets a new version.
public enum PlanFormat {
    /// The version that is written.
    public static let version = 1
    /// The versions that are read.
    public static let supportedVersions = 1...1
}
