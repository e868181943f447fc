package org.countersign.shared;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes what people read outside of the web applications: mails, documents, the suppliers' page. Templates lie below
 * {@code templates/}, their texts by language below {@code texts/}; English is there for every text.
 */
@Component
public class Templates {

    private static final List<String> BUNDLES =
            List.of("texts/orders", "texts/mails", "texts/units", "texts/models", "texts/rules");

    /** What somebody calls a language may be anything; only these are remembered. */
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final Map<String, Boolean> COMPLETE = new ConcurrentHashMap<>();

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    Templates() {
        texts.setBasenames(BUNDLES.toArray(String[]::new));
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        engine.addTemplateResolver(resolver("*.html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver("*.txt", TemplateMode.TEXT));
        engine.setTemplateEngineMessageSource(texts);
    }

    private static ClassLoaderTemplateResolver resolver(String pattern, TemplateMode mode) {
        var resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setResolvablePatterns(Set.of(pattern));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }

    /**
     * The language in which somebody is written to: their own where all texts are there in it, else English. Dates and
     * figures follow, so that no document mixes two languages.
     *
     * @param tag ISO 639-1 code or a BCP 47 tag
     */
    public static Locale languageFor(String tag) {
        var language = Locale.forLanguageTag(tag);
        return LANGUAGES.contains(language.getLanguage())
                        && COMPLETE.computeIfAbsent(language.getLanguage(), Templates::isComplete)
                ? language
                : Locale.ENGLISH;
    }

    private static boolean isComplete(String language) {
        return BUNDLES.stream()
                .allMatch(bundle -> Templates.class.getResource("/" + bundle + "_" + language + ".properties") != null);
    }

    /**
     * Fills a template.
     *
     * @param template its path below {@code templates/}, ending in {@code .html} or {@code .txt}
     * @param model what it may name
     */
    public String fill(String template, Locale language, Map<String, Object> model) {
        return engine.process(template, new Context(language, model));
    }

    /** A text of the bundles. */
    public String text(String key, Locale language, Object... arguments) {
        return texts.getMessage(key, arguments, language);
    }

    /** A text of the bundles, or another where there is none. */
    public String textOr(String key, String otherwise, Locale language) {
        var text = texts.getMessage(key, null, otherwise, language);
        return text == null ? otherwise : text;
    }

    /** Why something is so, in a language. */
    public String explained(Explanation explanation, Locale language) {
        return explanation.in(language, texts);
    }
}
