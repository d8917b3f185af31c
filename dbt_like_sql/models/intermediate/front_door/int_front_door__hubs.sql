/* ---
meaning: >-
  One row, the day the four Early Help Coordination Hubs opened. What is dated before it has no hub, whatever area its file gives:
  figures of the area teams that came before are not shown as a hub's.
--- */
select date '2016-10-05' as opened_on
