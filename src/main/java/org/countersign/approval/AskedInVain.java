package org.countersign.approval;

/**
 * An open step that wants another person's answer is with somebody who has answered elsewhere by now (R05): it has to go to
 * others. Published in the transaction of that answer.
 *
 * @param cycle id of the cycle
 */
record AskedInVain(String cycle) {}
