package org.countersign.shared;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the models say as they are shipped, in the bundle {@code texts/models}. A model belongs to those who change it: its
 * words are translated as long as they are the shipped ones, and shown as they were written from then on.
 */
public final class ShippedTexts {

    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(
            "texts/models",
            Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private ShippedTexts() {}

    /** Whether a model still says what was shipped under this key. Line breaks and the kind of an apostrophe are no words. */
    public static boolean still(String key, String says) {
        return ENGLISH.containsKey(key)
                && ENGLISH.getString(key)
                        .equals(says.replaceAll("\\s+", " ").replace('\'', '’').strip());
    }
}
