package org.countersign.invoicing.mailbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what a mail is made of before it is taken apart: whoever takes it apart keeps every part and every line of a head in
 * memory, and a part of six bytes takes two thousand there.
 */
final class MailBomb {

    /** The most lines that may begin a part. */
    static final int MOST_PARTS = 10_000;

    /** The most lines of heads, of the mail and of its parts. */
    static final int MOST_LINES = 100_000;

    private MailBomb() {}

    /** Whether a mail has more parts, or more lines in its heads, than any that was written for people. */
    static boolean isOne(byte[] mail) {
        try {
            return isOne(new ByteArrayInputStream(mail));
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory are always there", e);
        }
    }

    /** The same of a mail within a mail. */
    static boolean isOne(InputStream mail) throws IOException {
        var buffer = new byte[8192];
        int parts = 0;
        int lines = 0;
        int dashes = 0;
        long length = 0;
        boolean head = true;
        byte before = 0;
        for (int read = mail.read(buffer); read >= 0; read = mail.read(buffer)) {
            for (int index = 0; index < read; index++) {
                byte one = buffer[index];
                if (one == '\n' && before == '\r') {
                    before = one;
                    continue;
                }
                before = one;
                if (one == '\n' || one == '\r') {
                    if (dashes == 2) {
                        parts++;
                        head = true;
                    } else if (length == 0) {
                        head = false;
                    } else if (head) {
                        lines++;
                    }
                    if (parts > MOST_PARTS || lines > MOST_LINES) {
                        return true;
                    }
                    dashes = 0;
                    length = 0;
                    continue;
                }
                if (one == '-' && length == dashes && dashes < 2) {
                    dashes++;
                }
                length++;
            }
        }
        return false;
    }
}
