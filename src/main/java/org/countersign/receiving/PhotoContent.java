package org.countersign.receiving;

/**
 * A photo with its bytes.
 *
 * @param photo what is known of it
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record PhotoContent(ReceiptPhoto photo, byte[] content) {}
