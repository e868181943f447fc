package org.countersign.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The fonts of printed orders, read once for many documents: reading them costs as much as laying out an order. A font is
 * no thing to share between two documents that are written at the same moment, so each has a pair of its own while it is
 * written.
 */
@Component
class OrderFonts {

    private static final String REGULAR = "DejaVuSansCondensed.ttf";
    private static final String BOLD = "DejaVuSansCondensed-Bold.ttf";

    private final ConcurrentLinkedQueue<Pair> free = new ConcurrentLinkedQueue<>();

    /** Two weights of one family. */
    record Pair(TrueTypeFont regular, TrueTypeFont bold) {}

    /** A pair that nobody else uses until it is given back. */
    Pair take() {
        var pair = free.poll();
        return pair == null ? new Pair(read(REGULAR), read(BOLD)) : pair;
    }

    /** The document is written. A pair whose document failed is better left to the garbage collector. */
    void giveBack(Pair pair) {
        free.add(pair);
    }

    private static TrueTypeFont read(String name) {
        try {
            return new TTFParser()
                    .parse(new RandomAccessReadBuffer(new ClassPathResource("fonts/" + name).getContentAsByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
