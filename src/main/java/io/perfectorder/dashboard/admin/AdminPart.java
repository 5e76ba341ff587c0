package io.perfectorder.dashboard.admin;

import com.vaadin.flow.component.Component;

/** A part of the page of administration; a bean of the board's context. */
public interface AdminPart {
    /** Where it stands: parts are in the order of their places. */
    int place();

    /** The part for one page. It translates itself, and shows what is there when it is made. */
    Component make();
}
