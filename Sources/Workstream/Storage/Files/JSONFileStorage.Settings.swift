extension JSONFileStorage {
    /// How much of what a storage of files uses.
    struct Settings: Sendable {
        /// What stored events survive.
        var durability = Durability.full
        /// From how many bytes on a journal goes on in another file.
        var segmentLimit = 64 << 20
        /// How many bytes of the journal the head's file may lag behind.
        var headLag = 64 << 10
        /// From how many bytes of the journal on a page of events is full, however few they are.
        var pageLimit = 16 << 20
        /// How many bytes of live output are kept of an attempt.
        var outputLimit = JSONFileStorage.outputLimit
        /// How long somebody who leaves a message waits for another who does.
        var messagePatience = Duration.seconds(5)
        /// How many threads wait for the disk at a time.
        var threads = 16
        /// How many journals are open at a time.
        var openFiles = 256
    }
}
