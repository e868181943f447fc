package org.countersign.shared;

import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/**
 * One page of a list, as every list of the REST API answers.
 *
 * @param content the rows of this page
 * @param page number of the page, from 0
 * @param size rows asked for
 * @param totalElements rows of all pages
 */
public record PageAnswer<T>(List<T> content, int page, int size, long totalElements) {

    /** The rows of a page, each as the client sees it. */
    public static <S, T> PageAnswer<T> of(Page<S> page, Function<? super S, ? extends T> view) {
        return new PageAnswer<>(
                page.getContent().stream().<T>map(view).toList(),
                page.getNumber(),
                page.getSize(),
                page.getTotalElements());
    }
}
