package org.countersign.shared;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;

/** Reads long lists part after part without counting them: one row more than asked for tells whether there is a next part. */
public final class Parts {

    private Parts() {}

    /** How many rows to read for a part. */
    public static int toRead(Pageable part) {
        return part.getPageSize() + 1;
    }

    /**
     * The part, of what was read for it.
     *
     * @param read up to {@link #toRead} rows from the part's offset on
     */
    public static <T> Slice<T> of(List<T> read, Pageable part) {
        var more = read.size() > part.getPageSize();
        return new SliceImpl<>(more ? read.subList(0, part.getPageSize()) : read, part, more);
    }
}
