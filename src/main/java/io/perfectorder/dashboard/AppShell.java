package io.perfectorder.dashboard;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;

/** What every page shares: the Aura theme in the system's colour scheme, and push over WebSocket. */
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://styles/board.css")
@StyleSheet("context://styles/icons.css")
@StyleSheet("context://styles/shell.css")
@StyleSheet("context://styles/overview.css")
@StyleSheet("context://styles/orders.css")
@StyleSheet("context://styles/files.css")
@StyleSheet("context://styles/alerts.css")
@StyleSheet("context://styles/wall.css")
@StyleSheet("context://styles/people.css")
@ColorScheme(ColorScheme.Value.SYSTEM)
public class AppShell implements AppShellConfigurator {}
