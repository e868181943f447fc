package org.countersign.shared;

/**
 * One faulty field of a request.
 *
 * @param field its path as the client wrote it, for example {@code lines[0].quantity}
 * @param message what is wrong and what is expected, in words for people
 */
public record FieldProblem(String field, String message) {}
