package org.countersign.models;

import java.util.List;

/**
 * Which version of a process becomes which, and what somebody said about its elements beyond what is equal.
 *
 * @param key of the process
 * @param from the version on which the processes run
 * @param to the version on which they are to run
 * @param instructions for elements that are not the same in both
 */
public record MigrationPlan(String key, int from, int to, List<MigrationInstruction> instructions) {

    public MigrationPlan {
        instructions = List.copyOf(instructions);
    }
}
