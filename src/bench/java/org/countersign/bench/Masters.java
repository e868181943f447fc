package org.countersign.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A supplier for each purchase: what one requester asks of one supplier counts together (R10). */
final class Masters {

    private Masters() {}

    static String supplier(int id) {
        return "B-" + id;
    }

    /** A file for the import of suppliers. */
    static String suppliers(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(id ->
                        "%s,Bench supplier %d,orders-%d@bench.example,EUR,APPROVED".formatted(supplier(id), id, id))
                .collect(Collectors.joining("\n", "number,name,email,currency,status\n", "\n"));
    }
}
