package org.countersign.files;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of files as people give them, made harmless. */
public final class FileName {

    private static final int LONGEST = 120;

    private FileName() {}

    /**
     * The last part of a path, in letters of any script, digits and a few signs. What steers the direction of writing,
     * line breaks, quotes and the like are left out, and so are points at the beginning.
     *
     * @param name as it was said
     * @param otherwise what it is called where nothing is left
     */
    public static String clean(@Nullable String name, String otherwise) {
        var last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}._ ()+,&'’#@€%–-]", "")
                .replaceAll("^[. ]+", "")
                .strip();
        return plain.isEmpty() ? otherwise : shortened(plain);
    }

    /** A name with an ending that belongs to the type: it is added where another one is claimed, or none. */
    static String of(@Nullable String name, FileType type) {
        var plain = clean(name, "file");
        var ending = plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return type.endings().contains(ending) && plain.contains(".") ? plain : plain + "." + type.extension();
    }

    private static String shortened(String plain) {
        if (plain.codePointCount(0, plain.length()) <= LONGEST) {
            return plain;
        }
        var dot = plain.lastIndexOf('.');
        var ending = dot > 0 && plain.length() - dot <= 6 ? plain.substring(dot) : "";
        return plain.substring(0, plain.offsetByCodePoints(0, LONGEST - ending.length()))
                        .strip()
                + ending;
    }
}
