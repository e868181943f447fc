package org.countersign.policy;

/** Port to the FEEL of the engine, by which tables are evaluated. */
public interface CellReader {

    /** What the cell of an input column says. */
    Cell condition(String feel);

    /** What the cell of an output column says. */
    Cell answer(String feel);
}
