package org.countersign.shared.web;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * Which page of a list is asked for, by {@code page} (from 0), {@code size} (1 to 200, 20 by default) and {@code sort}
 * ({@code field} or {@code field,desc}, repeatable). Controllers take it with {@link Sortable}.
 *
 * @param page number of the page, from 0
 * @param size rows of a page
 * @param sort the order, complete: the list's key comes last
 */
public record PageQuery(int page, int size, Sort sort) {

    /** The most rows of one page. */
    public static final int MAX_SIZE = 200;

    /** The most pages that can be asked for; beyond, filter. */
    public static final int MAX_PAGE = 1_000_000;

    /** For a repository. */
    public Pageable toPageable() {
        return PageRequest.of(page, size, sort);
    }
}
