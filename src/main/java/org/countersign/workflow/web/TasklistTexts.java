package org.countersign.workflow.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What people read in Tasklist beside the engine's own labels, in English and German. */
@Component
class TasklistTexts {

    static final List<String> LANGUAGES = List.of("en", "de");

    private static final String BUNDLE = "texts/tasklist-pages";

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    TasklistTexts() {
        texts.setBasename(BUNDLE);
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
    }

    /** A text that must be there. */
    String text(String key, Locale language, Object... arguments) {
        return texts.getMessage(key, arguments, languageOf(language));
    }

    /** A text that some answers have and others have not; empty where there is none. */
    String textOrNothing(String key, Locale language, Object... arguments) {
        var text = texts.getMessage(key, arguments, "", languageOf(language));
        return text == null ? "" : text;
    }

    /** All texts whose keys begin like this, by the rest of their keys. */
    Map<String, String> startingWith(String prefix, Locale language) {
        var bundle = ResourceBundle.getBundle(
                BUNDLE,
                languageOf(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var found = new TreeMap<String, String>();
        bundle.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> found.put(key.substring(prefix.length()), bundle.getString(key)));
        return found;
    }

    /** The language in which somebody reads: their own where we speak it, else English. */
    static Locale languageOf(Locale wanted) {
        return LANGUAGES.contains(wanted.getLanguage()) ? Locale.forLanguageTag(wanted.getLanguage()) : Locale.ENGLISH;
    }
}
