package org.countersign.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.countersign.files.FileScanner;

/** A scanner that finds what it is told to find, and is away when it is told so. */
public class ExampleScanner implements FileScanner {

    /** A file with this text in it is refused. */
    public static final String HARMFUL = "this is harmful";

    /** A file with this text in it finds the scanner away. */
    public static final String AWAY = "the scanner is away";

    ExampleScanner() {}

    @Override
    public Optional<String> findingIn(String name, byte[] content) throws IOException {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(AWAY)) {
            throw new IOException("nobody listens");
        }
        return text.contains(HARMFUL) ? Optional.of("Example.Harm") : Optional.empty();
    }
}
