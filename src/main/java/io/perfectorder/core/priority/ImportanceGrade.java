package io.perfectorder.core.priority;

import java.util.Arrays;
import java.util.Optional;

/** What a shortage of a product does to its customer. Source: critical value analysis, Christopher, Logistics and Supply Chain Management. */
public enum ImportanceGrade {
    LOSES_THE_SALE(1),
    SLIGHT_DELAY_ACCEPTABLE(2),
    LONGER_DELAY_ACCEPTABLE(3);

    private final int grade;

    ImportanceGrade(int grade) {
        this.grade = grade;
    }

    /** 1, the most important, to 3. */
    public int grade() {
        return grade;
    }

    public static Optional<ImportanceGrade> ofGrade(int grade) {
        return Arrays.stream(values()).filter(known -> known.grade == grade).findFirst();
    }
}
