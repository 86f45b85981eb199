/// What wakes a ``Watchdog``: real time has a thread for it, virtual time its executor.
package protocol Alarm: AnyObject, Sendable {
    /// Asks to ring at a moment at the latest.
    ///
    /// An earlier wish stays: the alarm rings at the earliest one and then forgets all of them. So two threads that ask at once need no order.
    func ring(by deadline: Timestamp)

    /// Rings no more.
    func stop()
}
