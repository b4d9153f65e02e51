"""The triggers behind ``Touched``, as SQL: which changes of which tables a plan has to hear of."""

TOUCH = """
CREATE FUNCTION planning_touch(an_outlet bigint, an_order bigint, a_what text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO planning_touched (transaction, outlet_id, order_id, what, at)
    SELECT pg_current_xact_id()::text::bigint, an_outlet, coalesce(an_order, 0), a_what, clock_timestamp()
    WHERE an_outlet IS NOT NULL ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION planning_touch_order(an_order bigint) RETURNS void LANGUAGE sql AS $$
    SELECT planning_touch(outlet_id, id, 'order') FROM work_orders_workorder WHERE id = an_order
$$;
CREATE FUNCTION planning_touch_request(a_request bigint) RETURNS void LANGUAGE sql AS $$
    SELECT planning_touch(outlet_id, id, 'order') FROM work_orders_workorder WHERE request_id = a_request
$$;
CREATE FUNCTION planning_touch_people(a_technician bigint, an_order bigint, a_what text) RETURNS void LANGUAGE sql AS $$
    SELECT planning_touch(outlet_id, an_order, a_what) FROM technicians_technician WHERE id = a_technician
$$;
"""

BODIES = {
    "work_orders_workorder": """
        PERFORM planning_touch(it.outlet_id, it.id, 'order');
        IF it.technician_id IS NOT NULL AND it.stage = 'closed' THEN
            PERFORM planning_touch_people(it.technician_id, it.id, 'order');
        END IF;
        PERFORM planning_touch(one.outlet_id, one.id, 'order') FROM work_orders_workorder AS one WHERE one.repeat_of_id = it.id;
    """,
    "visits_visit": """
        PERFORM planning_touch_order(it.order_id);
        IF it.finished_at IS NOT NULL THEN PERFORM planning_touch_people(it.technician_id, NULL, 'people'); END IF;
    """,
    "planning_plannedvisit": """
        PERFORM planning_touch(outlet_id, it.order_id, 'order') FROM planning_planbook WHERE id = it.book_id;
    """,
    "planning_slothold": """
        PERFORM planning_touch(outlet_id, it.order_id, 'order') FROM planning_planbook WHERE id = it.book_id;
    """,
    "planning_staffing": "PERFORM planning_touch_order(it.order_id);",
    "dispatch_assignment": "PERFORM planning_touch_order(it.order_id);",
    "intake_repairrequest": "PERFORM planning_touch_request(it.id);",
    "promises_promise": """
        IF it.kind = 'visit' AND it."case" ~ '^case:[0-9]+$' THEN
            PERFORM planning_touch_request(substr(it."case", 6)::bigint);
        END IF;
    """,
    "technicians_technician": "PERFORM planning_touch(it.outlet_id, NULL, 'all');",
    "technicians_skill": "PERFORM planning_touch_people(it.technician_id, NULL, 'people');",
    "technicians_certificate": "PERFORM planning_touch_people(it.technician_id, NULL, 'people');",
    "technicians_area": "PERFORM planning_touch_people(it.technician_id, NULL, 'people');",
    "technicians_shift": "PERFORM planning_touch_people(it.technician_id, NULL, 'people');",
    "technicians_absence": "PERFORM planning_touch_people(it.technician_id, NULL, 'people');",
    "parts_vanstock": "PERFORM planning_touch_people(it.technician_id, NULL, 'people');",
    "parts_usualpart": "PERFORM planning_touch(0, NULL, 'all');",
    "work_orders_expectedpart": "PERFORM planning_touch_order(it.order_id);",
    "outlets_outlet": "PERFORM planning_touch(it.id, NULL, 'all');",
    "products_family": "PERFORM planning_touch(0, NULL, 'all');",
    "products_faultkind": "PERFORM planning_touch(0, NULL, 'all');",
}
"""What each changed row touches: ``it`` is the row before and the row after the change, one after the other."""


def _trigger(table: str, body: str) -> str:
    return f"""
CREATE FUNCTION planning_touched_by_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE it {table}%ROWTYPE;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
    IF TG_OP <> 'INSERT' THEN it := OLD; {body} END IF;
    IF TG_OP <> 'DELETE' THEN it := NEW; {body} END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_touched AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION planning_touched_by_{table}();
"""


SQL = TOUCH + "".join(_trigger(table, body) for table, body in BODIES.items())
