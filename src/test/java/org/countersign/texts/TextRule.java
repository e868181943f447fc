package org.countersign.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the texts of the pages have to keep. Each rule has a canary. */
enum TextRule {
    /** A text that one language lacks would appear in the other. */
    SAME_KEYS_IN_EVERY_LANGUAGE {
        @Override
        List<String> violations(PageTexts texts) {
            var found = new ArrayList<String>();
            texts.english().forEach((bundle, english) -> {
                var german = texts.german().getOrDefault(bundle, Map.of());
                missing(english.keySet(), german.keySet()).forEach(key -> found.add(bundle + "_de lacks " + key));
                if (!bundle.equals(REFUSALS)) {
                    missing(german.keySet(), english.keySet()).forEach(key -> found.add(bundle + " lacks " + key));
                }
            });
            missing(texts.german().keySet(), texts.english().keySet())
                    .forEach(bundle -> found.add(bundle + " has no English"));
            return found;
        }
    },

    /** What a sentence names is named in every language. */
    SAME_ARGUMENTS_IN_EVERY_LANGUAGE {
        @Override
        List<String> violations(PageTexts texts) {
            var found = new ArrayList<String>();
            texts.english()
                    .forEach((bundle, english) -> english.forEach((key, text) -> {
                        var other =
                                texts.german().getOrDefault(bundle, Map.of()).get(key);
                        if (other != null && !all(ARGUMENT, text).equals(all(ARGUMENT, other))) {
                            found.add(bundle + "_de " + key + " names " + all(ARGUMENT, other) + " and not "
                                    + all(ARGUMENT, text));
                        }
                    }));
            return found;
        }
    },

    /** A straight apostrophe is a sign of the message format: it disappears, and switches arguments off. */
    NO_STRAIGHT_APOSTROPHE {
        @Override
        List<String> violations(PageTexts texts) {
            var found = new ArrayList<String>();
            List.of(texts.english(), texts.german())
                    .forEach(language -> language.forEach((bundle, all) -> all.forEach((key, text) -> {
                        if (text.contains("'")) {
                            found.add(bundle + " " + key + " has a straight apostrophe");
                        }
                    })));
            return found;
        }
    },

    /** A text that is not there appears as ??key??. */
    NAMED_TEXTS_EXIST {
        @Override
        List<String> violations(PageTexts texts) {
            var known = texts.english().values().stream()
                    .flatMap(bundle -> bundle.keySet().stream())
                    .collect(Collectors.toSet());
            var found = new ArrayList<String>();
            texts.templates()
                    .forEach((template, html) -> all(NAMED, spoken(html)).stream()
                            .filter(key -> !known.contains(key))
                            .forEach(key -> found.add(template + " names " + key)));
            return found;
        }
    },

    /** Words that stand in a template are there in one language only. */
    NO_WORDS_IN_TEMPLATES {
        @Override
        List<String> violations(PageTexts texts) {
            var found = new ArrayList<String>();
            texts.templates()
                    .forEach((template, html) -> ELEMENT.matcher(spoken(html))
                            .results()
                            .filter(element ->
                                    !SAID_BY_THYMELEAF.matcher(element.group(2)).find())
                            .filter(element -> !NAMES.contains(element.group(3).strip()))
                            .filter(element -> !Set.of("code", "style").contains(element.group(1)))
                            .forEach(element -> found.add(
                                    template + " says \"" + element.group(3).strip() + "\"")));
            return found;
        }
    },

    /** Refusals and explanations appear on pages of both languages; their English stands in the code itself. */
    EVERY_RULE_SPEAKS_GERMAN {
        @Override
        List<String> violations(PageTexts texts) {
            return missing(texts.rules().keySet(), ofRules(texts.german()).keySet()).stream()
                    .map(rule -> rule + " has no German sentence")
                    .toList();
        }
    },

    /** What a rule's sentence names is named in German; a page's own sentence, which has its own English, may say less. */
    RULES_NAME_THE_SAME_IN_GERMAN {
        @Override
        List<String> violations(PageTexts texts) {
            var reworded = ofRules(texts.english()).keySet();
            var found = new ArrayList<String>();
            ofRules(texts.german()).forEach((rule, sentences) -> {
                var named = arguments(texts.rules().getOrDefault(rule, ""));
                for (var sentence : texts.rules().containsKey(rule) ? sentences : List.<String>of()) {
                    var said = all(ARGUMENT, sentence);
                    if (reworded.contains(rule) ? !named.containsAll(said) : !named.equals(said)) {
                        found.add(rule + " names " + said + " in German and not " + named);
                    }
                }
            });
            return found;
        }
    },

    /** A sentence of a rule that is gone, or that was renamed, is never said. */
    SENTENCES_ARE_OF_RULES {
        @Override
        List<String> violations(PageTexts texts) {
            return missing(ofRules(texts.german()).keySet(), texts.rules().keySet()).stream()
                    .map(rule -> rule + " is of no rule")
                    .toList();
        }
    };

    /** The bundle whose English stands in the rules and in the messages of fields. */
    private static final String REFUSALS = "rules";

    private static final Pattern OF_CODE = Pattern.compile("(rule|statement)\\.");
    private static final Pattern FORMATTED = Pattern.compile("%(?:(\\d+)\\$)?s");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern NAMED = Pattern.compile("#\\{([A-Za-z][A-Za-z0-9._-]*)[}(]");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern ELEMENT =
            Pattern.compile("<([a-z][a-z0-9:]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>([^<]*\\p{L}{2,}[^<]*)<");
    private static final Pattern SAID_BY_THYMELEAF = Pattern.compile("th:u?text=|th:inline=|th:replace=|th:insert=");

    /** Names of the product and of languages are the same everywhere. */
    private static final Set<String> NAMES = Set.of("Countersign", "English", "Deutsch");

    /** What breaks the rule, each with its place; empty where nothing does. */
    abstract List<String> violations(PageTexts texts);

    private static String spoken(String html) {
        return COMMENT.matcher(html).replaceAll("");
    }

    /** The sentences of rules and statements, by key; a page may say one in words of its own. */
    private static Map<String, List<String>> ofRules(Map<String, Map<String, String>> bundles) {
        return bundles.values().stream()
                .flatMap(bundle -> bundle.entrySet().stream())
                .filter(text -> OF_CODE.matcher(text.getKey()).lookingAt())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** The arguments of a pattern of {@link String#format}, counted as message formats count them. */
    private static Set<String> arguments(String sentence) {
        var found = new TreeSet<String>();
        var next = 0;
        for (var one : FORMATTED.matcher(sentence).results().toList()) {
            found.add(Integer.toString(one.group(1) == null ? next++ : Integer.parseInt(one.group(1)) - 1));
        }
        return found;
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> missing(Set<String> wanted, Set<String> there) {
        var missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    /**
     * What is looked at.
     *
     * @param english texts by key, by bundle
     * @param german the same, by the name of the English bundle
     * @param templates sources by path
     * @param rules the English sentences of all rules, by the key of their texts
     */
    record PageTexts(
            Map<String, Map<String, String>> english,
            Map<String, Map<String, String>> german,
            Map<String, String> templates,
            Map<String, String> rules) {

        static PageTexts of(String bundle, Map<String, String> english, Map<String, String> german, String template) {
            return new PageTexts(
                    new TreeMap<>(Map.of(bundle, english)),
                    new TreeMap<>(Map.of(bundle, german)),
                    Map.of("canary.html", template),
                    Map.of());
        }

        /** Texts that say a rule in German, in the bundle whose English stands elsewhere. */
        static PageTexts ofRule(String key, String sentence, String germanKey, String german) {
            return new PageTexts(
                    Map.of(REFUSALS, Map.of()),
                    Map.of(REFUSALS, Map.of(germanKey, german)),
                    Map.of(),
                    Map.of(key, sentence));
        }
    }
}
