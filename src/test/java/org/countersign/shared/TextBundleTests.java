package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextBundleTests {

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @Test
    @DisplayName("No bundle of texts has a key twice: the second would silently hide the first")
    void noKeyStandsTwice() throws IOException {
        var twice = new ArrayList<String>();
        try (var files = Files.walk(RESOURCES)) {
            for (var file : files.filter(one -> one.toString().endsWith(".properties"))
                    .sorted()
                    .toList()) {
                try (var reader = Files.newBufferedReader(file)) {
                    twiceIn(reader).forEach(key -> twice.add(RESOURCES.relativize(file) + ": " + key));
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    @Test
    @DisplayName("A key that stands twice is found, however it is written")
    void aKeyThatStandsTwiceIsFound() throws IOException {
        assertThat(twiceIn(new StringReader("# a=0\na=1\nb=2\\\n  a=3\nc: 4\n a = 1\nc=5\n")))
                .containsExactly("a", "c");
    }

    private static List<String> twiceIn(Reader bundle) throws IOException {
        var twice = new ArrayList<String>();
        new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                var before = super.put(key, value);
                if (before != null) {
                    twice.add(key.toString());
                }
                return before;
            }
        }.load(bundle);
        return twice;
    }
}
