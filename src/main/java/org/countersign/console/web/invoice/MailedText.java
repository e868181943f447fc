package org.countersign.console.web.invoice;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The beginning of a file that somebody sent, where it is written in letters; the page escapes it. */
final class MailedText {

    private static final int MOST_BYTES = 64 * 1024;

    private MailedText() {}

    /** In lines; null for anything that is not written in letters. */
    static @Nullable String of(byte[] content) {
        if (content.length > MOST_BYTES) {
            return null;
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.chars().anyMatch(sign -> sign < ' ' && sign != '\n' && sign != '\r' && sign != '\t')
                    ? null
                    : DocumentText.of("application/xml", content);
        } catch (CharacterCodingException notInLetters) {
            return null;
        }
    }
}
