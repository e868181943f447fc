package org.countersign.workflow.config;

import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;

/** Reads cells of decision tables as the engine would. */
public final class FeelCells {

    /** Loaded with the first cell, for it takes a second. */
    private static final class Loaded {
        private static final FeelEngine ENGINE = new ScalaFeelEngineFactory().createInstance();
    }

    /** What could go on for ever is not tried out; the engine would notice it in the table's first use. */
    private static final Pattern ENDLESS = Pattern.compile("\\b(for|some|every|matches|replace|split|function)\\b");

    private static final int LONGEST = 2_000;

    private FeelCells() {}

    /** Whether a cell of an input, or of an output, can be read. */
    public static boolean isReadable(String cell, boolean input) {
        if (cell.length() > LONGEST) {
            return false;
        }
        if (ENDLESS.matcher(cell).find()) {
            return true;
        }
        try {
            var facts = Variables.createVariables().putValue("cellInput", null).asVariableContext();
            if (input) {
                Loaded.ENGINE.evaluateSimpleUnaryTests(cell, "cellInput", facts);
            } else {
                Loaded.ENGINE.evaluateSimpleExpression(cell, facts);
            }
            return true;
        } catch (FeelException e) {
            return false;
        }
    }
}
