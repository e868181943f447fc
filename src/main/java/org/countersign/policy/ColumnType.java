package org.countersign.policy;

/** Of which type the facts or the answers of a column are. */
public enum ColumnType {
    INTEGER,
    LONG,
    DOUBLE,
    STRING,
    BOOLEAN,
    DATE,
    /** No type, or one that the engine does not know. */
    OTHER;

    /** The type of this name in the table. */
    public static ColumnType of(String typeRef) {
        for (var type : values()) {
            if (type != OTHER && type.word().equals(typeRef)) {
                return type;
            }
        }
        return OTHER;
    }

    /** Whether its values are numbers. */
    public boolean isNumber() {
        return this == INTEGER || this == LONG || this == DOUBLE;
    }

    /** Whether its values are whole numbers. */
    public boolean isWhole() {
        return this == INTEGER || this == LONG;
    }

    /** As the table writes it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
