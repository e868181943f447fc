package org.countersign.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Constants as addresses, metrics and problems call them: {@code TASK_FOR_NOBODY} is {@code task-for-nobody}. */
public final class KebabCase {

    private KebabCase() {}

    /** What a constant is called. */
    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    /** What a constant of this name is called. */
    public static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that is called so, or has this name. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> constants, String text) {
        return Arrays.stream(constants.getEnumConstants())
                .filter(one -> of(one).equals(text) || one.name().equals(text))
                .findFirst();
    }
}
