package org.countersign.dispatch;

/** Where one handing over of an order stands. */
public enum DispatchStatus {
    /** Written, not yet sent. */
    PREPARED,
    /** The supplier's channel took it. */
    SENT
}
