package io.perfectorder.dashboard;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.perfectorder.dashboard.parts.TrendChart;

/** The first page. */
@Route("")
@PageTitle("Perfect Order Monitor")
class OverviewView extends VerticalLayout {

    OverviewView() {
        setSizeFull();
        add(new H1("Perfect Order Monitor"), new TrendChart());
    }
}
