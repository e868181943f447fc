package org.countersign.invoicing;

import java.io.IOException;
import java.time.Duration;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Bytes that can be read for a while only: a parser that goes over them again and again comes to an end. */
final class TimedRead extends RandomAccessReadBuffer {

    private static final int EVERY = 0x3FF;

    private final long end;
    private int reads;

    TimedRead(byte[] content, Duration longest) {
        super(content);
        this.end = System.nanoTime() + longest.toNanos();
    }

    @Override
    public int read() throws IOException {
        demandTime();
        return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        demandTime();
        return super.read(into, offset, length);
    }

    @Override
    public void seek(long position) throws IOException {
        demandTime();
        super.seek(position);
    }

    private void demandTime() throws IOException {
        if ((reads++ & EVERY) == 0 && System.nanoTime() - end > 0) {
            throw new IOException("It takes too long");
        }
    }
}
