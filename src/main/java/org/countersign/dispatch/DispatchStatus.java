package org.countersign.dispatch;

/** Where one handing over of an order stands. */
public enum DispatchStatus {
    /** Written, not yet sent. */
    PREPARED,
    /** The supplier's channel took it. */
    SENT,
    /** Written and not sent: the order was to be changed before it went out. It is written anew once that is decided. */
    HELD_BACK
}
