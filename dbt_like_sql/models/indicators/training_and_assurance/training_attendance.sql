/* ---
id: TRN01
name: training_attendance
title: Attendance at the Board's training
meaning: How many places on the Board's multi-agency courses were attended in the period, and how many were booked.
numerator: Bookings on courses held on a day of the period whose person attended.
denominator: Those whose person attended or did not come; cancelled bookings and the waiting list held no place on the day.
unit: attendances
counting_unit: booking
type: flow
counting: items
returns: [lscb_training_assurance]
standard: none
polarity: high
breakdowns:
  agency: agency of the person booked
  course: code of the course
  stage: stage of the training on sexual exploitation, CSE1 or CSE2; OTHER courses
  role_group: kind of role of the person booked
areas: none
disclosure: public
cautions:
  - The value is the number of attendances; those who did not come are what is left of the denominator.
  - A person who attends two courses counts twice; bookings name nobody, so people cannot be counted.
  - The level of a course is not on the return; its code and stage stand for it.
  - Bookings have no id, so one sent in two months' files counts twice; senders are asked about rows of another month.
--- */
select
    course_date as item_date, null as area, sheet_id || ' ' || source_row as unit_id, status = 'ATTENDED' as in_numerator,
    true as in_denominator, agency, course_code as course, stage, role_group, sheet_id, source_row
from {{ ref('stg_board__training_bookings') }}
where status in ('ATTENDED', 'DNA')
