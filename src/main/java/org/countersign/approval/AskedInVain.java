package org.countersign.approval;

/**
 * An open step that wants another person's answer is with somebody who has answered elsewhere by now, or is asked beside it
 * (R05): it has to go to others. Published in the transaction that brought this about.
 *
 * @param cycle id of the cycle
 */
record AskedInVain(String cycle) {}
