package org.countersign.approval;

/** What came of opening the next level of a document's approvals. */
public enum LevelOpening {
    /** Somebody is asked now. */
    OPENED,
    /** Nothing is left to ask: the document is approved. */
    NONE_LEFT,
    /** The policy gave no steps, or a step has nobody left who may answer (R03). */
    UNANSWERABLE
}
